import { httpActionGeneric as httpAction, httpRouter, makeFunctionReference } from "convex/server";

const http = httpRouter();

http.route({ path: "/open", method: "GET", handler: httpAction(async () => new Response("open")) });
http.route({
  path: "/me",
  method: "GET",
  handler: httpAction(async (ctx) => Response.json(await ctx.auth.getUserIdentity())),
});
http.route({
  path: "/me/by-query",
  method: "GET",
  handler: httpAction(async (ctx) =>
    Response.json(await ctx.runQuery(makeFunctionReference<"query">("who:me"), {})),
  ),
});

// An app that issues its own tokens, as Convex Auth does.
http.route({
  path: "/.well-known/openid-configuration",
  method: "GET",
  handler: httpAction(async () =>
    Response.json({
      issuer: process.env.CONVEX_SITE_URL,
      jwks_uri: `${process.env.CONVEX_SITE_URL}/.well-known/jwks.json`,
    }),
  ),
});
http.route({
  path: "/.well-known/jwks.json",
  method: "GET",
  handler: httpAction(
    async () => new Response(process.env.OWN_JWKS, { headers: { "Content-Type": "application/json" } }),
  ),
});

export default http;
