import { httpActionGeneric, httpRouter, makeFunctionReference } from "convex/server";

const http = httpRouter();
http.route({
  path: "/echo",
  method: "POST",
  handler: httpActionGeneric(async (ctx, request) => {
    const identity = await ctx.auth.getUserIdentity();
    const notes = await ctx.runQuery(makeFunctionReference<"query">("notes:all"), {});
    const { searchParams } = new URL(request.url);
    return Response.json({
      body: await request.text(),
      q: searchParams.get("q"),
      notes,
      name: identity?.name ?? null,
    });
  }),
});
http.route({
  pathPrefix: "/files/",
  method: "GET",
  handler: httpActionGeneric(async (_, request) => new Response(new URL(request.url).pathname)),
});
http.route({
  path: "/fails",
  method: "GET",
  handler: httpActionGeneric(async () => {
    throw new Error("out of paper");
  }),
});
export default http;
