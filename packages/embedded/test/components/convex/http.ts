import { httpActionGeneric as httpAction, httpRouter } from "convex/server";

const http = httpRouter();

const tells = (route: string) => httpAction(async () => Response.json({ route }));

http.route({ path: "/board/exact", method: "GET", handler: tells("the app's exact route") });
http.route({ pathPrefix: "/", method: "GET", handler: tells("the app's prefix") });
http.route({ pathPrefix: "/board/posts/apps/", method: "GET", handler: tells("the app's longer prefix") });

export default http;
