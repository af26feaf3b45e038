import { httpActionGeneric as httpAction, httpRouter } from "convex/server";
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

export default http;
