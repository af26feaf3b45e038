import { BODY_LIMIT, type Route } from "./api.ts";
import { HttpError, readJson, sendJson } from "./body.ts";

function admin(route: Route): Route {
  return (request, response, context, url) => {
    context.adminKey.require(request);
    return route(request, response, context, url);
  };
}

/** Routes for whoever holds the admin key, as the Convex CLI calls them. */
export const adminRoutes: Record<string, Route> = {
  "GET /api/v1/get_canonical_urls": admin((_, response, { cloudUrl, siteUrl }) =>
    sendJson(response, 200, { convexCloudUrl: cloudUrl, convexSiteUrl: siteUrl }),
  ),
  "GET /api/check_admin_key": admin((_, response) => sendJson(response, 200, { success: true })),
  "POST /api/update_environment_variables": admin(async (request, response, { engine }) => {
    const { changes } = await readJson<{ changes: { name: string; value: string | null }[] }>(
      request,
      BODY_LIMIT,
    );
    if (!Array.isArray(changes) || !changes.every((change) => typeof change?.name === "string"))
      throw new HttpError(400, "BadRequest", "The body must be {changes: [{name, value}]}.");
    try {
      await engine.updateEnvironment(changes.map(({ name, value }) => ({ name, value: value ?? null })));
    } catch (error) {
      throw new HttpError(400, "InvalidEnvironmentVariable", (error as Error).message);
    }
    sendJson(response, 200, {});
  }),
  "GET /api/list_environment_variables": admin((_, response, { engine }) =>
    sendJson(response, 200, engine.environment.list()),
  ),
  "GET /api/stream_function_logs": admin(async (request, response, _, url) => {
    // There is no log history yet: the poll is held for its full time so that the CLI does not spin.
    const ended = new Promise<void>((resolve) => request.on("close", resolve));
    await Promise.race([ended, new Promise<void>((resolve) => setTimeout(resolve, 30_000).unref())]);
    if (!response.destroyed)
      sendJson(response, 200, { entries: [], newCursor: Number(url.searchParams.get("cursor") ?? 0) });
  }),
};
