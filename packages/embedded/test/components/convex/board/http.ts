import { httpActionGeneric as httpAction, httpRouter, makeFunctionReference } from "convex/server";

const http = httpRouter();

const tells = (route: string) =>
  httpAction(async (ctx, request) => {
    const { name } = await ctx.runQuery(makeFunctionReference<"query">("posts:about"), {});
    return Response.json({ route, name, path: new URL(request.url).pathname });
  });

http.route({ path: "/about", method: "GET", handler: tells("exact") });
http.route({ pathPrefix: "/posts/", method: "GET", handler: tells("prefix") });

export default http;
