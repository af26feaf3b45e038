import { httpActionGeneric as httpAction, httpRouter } from "convex/server";
import { ConvexError, type GenericId as Id } from "convex/values";
import { api } from "../api";

const http = httpRouter();

http.route({
  path: "/hello",
  method: "GET",
  handler: httpAction(
    async (_, request) => new Response(`hello ${new URL(request.url).searchParams.get("name")}`),
  ),
});
http.route({
  pathPrefix: "/count/",
  method: "POST",
  handler: httpAction(async (ctx, request) => {
    const name = new URL(request.url).pathname.slice("/count/".length);
    const bytes = (await request.arrayBuffer()).byteLength;
    const value = await ctx.runMutation(api.kitchen.bump, { name });
    const headers = new Headers({ "X-Bytes": String(bytes) });
    headers.append("Set-Cookie", "a=1");
    headers.append("Set-Cookie", "b=2");
    return Response.json({ value }, { status: 201, headers });
  }),
});
http.route({
  path: "/stream",
  method: "GET",
  handler: httpAction(async () => {
    const parts = ["one ", "two ", "three"];
    const body = new ReadableStream({
      async pull(controller) {
        const part = parts.shift();
        if (part === undefined) return controller.close();
        await new Promise((resolve) => setTimeout(resolve, 20));
        controller.enqueue(new TextEncoder().encode(part));
      },
    });
    return new Response(body);
  }),
});
http.route({
  path: "/unread",
  method: "POST",
  handler: httpAction(async () => new Response("not read")),
});
http.route({
  path: "/throws",
  method: "GET",
  handler: httpAction(async () => {
    throw new Error("no answer");
  }),
});

/** Answers with the route that was taken and what the request says. */
const tells = (route: string) =>
  httpAction(async (_, request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const body = method === "GET" || method === "OPTIONS" ? null : await request.text();
    return Response.json({ route, method, pathname, search, body, header: headers.get("x-question") });
  });

for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const)
  http.route({ path: "/routes/exact", method, handler: tells(`exact ${method}`) });
http.route({ pathPrefix: "/routes/", method: "GET", handler: tells("prefix") });
http.route({ pathPrefix: "/routes/deeper/", method: "GET", handler: tells("longer prefix") });
http.route({ path: "/routes/deeper/exact", method: "GET", handler: tells("exact and deeper") });

http.route({
  path: "/echo",
  method: "POST",
  handler: httpAction(
    async (_, request) =>
      new Response(request.body, { headers: { "Content-Type": request.headers.get("content-type") ?? "" } }),
  ),
});
http.route({
  path: "/refuses",
  method: "GET",
  handler: httpAction(async () => {
    throw new ConvexError({ code: "refused" });
  }),
});
http.route({
  path: "/status",
  method: "GET",
  handler: httpAction(async (_, request) => {
    const status = Number(new URL(request.url).searchParams.get("code"));
    return new Response(null, { status, headers: status === 302 ? { Location: "/elsewhere" } : {} });
  }),
});
/** Takes a file and gives it back by its id. */
http.route({
  path: "/files",
  method: "POST",
  handler: httpAction(async (ctx, request) =>
    Response.json({ id: await ctx.storage.store(await request.blob()) }),
  ),
});
http.route({
  pathPrefix: "/files/",
  method: "GET",
  handler: httpAction(async (ctx, request) => {
    const id = new URL(request.url).pathname.slice("/files/".length);
    return new Response(await ctx.storage.get(id as Id<"_storage">));
  }),
});

export default http;
