import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { ExportInProgress } from "../admin/exports.ts";
import { ImportError } from "../admin/importFile.ts";
import type { ImportRequest } from "../admin/imports.ts";
import { newRequestId } from "../runtime/frame.ts";
import { isObject, type JsonObject } from "../values/json.ts";
import { answerText, BODY_LIMIT, callerOf, type Route } from "./api.ts";
import { HttpError, readJson, sendJson, sendJsonText } from "./body.ts";

/** The CLI polls the log again at once; a poll that outlasts proxies on the way would be an error there. */
const LOG_POLL_MS = 30_000;

function admin(route: Route): Route {
  return (request, response, context, url) => {
    context.adminKey.require(request);
    return route(request, response, context, url);
  };
}

/** The CLI tries again after a 404; this ends it with a word that its user can read. */
const unmetered = admin(() => {
  throw new HttpError(400, "NotMetered", "This deployment meters no usage and has no usage limits.");
});

/** Routes for whoever holds the admin key, as the Convex CLI calls them. */
export const adminRoutes: Record<string, Route> = {
  "GET /api/v1/get_canonical_urls": admin((_, response, { cloudUrl, siteUrl }) =>
    sendJson(response, 200, { convexCloudUrl: cloudUrl, convexSiteUrl: siteUrl }),
  ),
  "GET /api/v1/get_current_usage": unmetered,
  "GET /api/v1/list_usage_limits": unmetered,
  "POST /api/v1/create_usage_limit": unmetered,
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
  "GET /api/stream_function_logs": admin(async (_, response, { engine }, url) => {
    const cursor = Number(url.searchParams.get("cursor") ?? 0);
    if (!Number.isFinite(cursor)) throw new HttpError(400, "BadRequest", "The cursor must be a number.");
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const answer = await engine.admin.log.poll(cursor, LOG_POLL_MS, gone.signal);
    if (!response.destroyed) sendJson(response, 200, answer);
  }),
  // What `convex run --inline-query` sends: the key may be in the body alone.
  "POST /api/run_test_function": async (request, response, context) => {
    const body = await readJson<TestFunction>(request, BODY_LIMIT);
    context.adminKey.require(request, body);
    const { bundle, args = {}, componentId = "", format = "json" } = body;
    if (typeof bundle?.source !== "string" || !isObject(args))
      throw new HttpError(400, "BadRequest", "The body must be {bundle: {source}, args}.");
    const { engine } = context;
    if (!engine.deployment.componentPaths.includes(componentId))
      throw new HttpError(400, "BadRequest", `There is no component ${componentId}.`);
    const requestId = newRequestId();
    const call = { args, caller: callerOf(request, requestId) };
    const result = await engine.calls.oneoffQuery(componentId, bundle.source, call);
    const text = answerText(result, format, (error) => context.messageOf(error, requestId));
    sendJsonText(response, 200, text);
  },
  "POST /api/export/request/zip": admin(async (_, response, { engine }, url) => {
    try {
      await engine.admin.exports.start(url.searchParams.get("includeStorage") === "true");
    } catch (error) {
      throw error instanceof ExportInProgress ? new HttpError(400, "ExportInProgress", error.message) : error;
    }
    sendJson(response, 200, {});
  }),
  "POST /api/import/start_upload": admin(async (_, response, { engine }) =>
    sendJson(response, 200, { uploadToken: await engine.admin.imports.startUpload() }),
  ),
  "POST /api/import/upload_part": importing(async (request, response, { engine }, url) => {
    const part = Number(url.searchParams.get("partNumber"));
    const token = url.searchParams.get("uploadToken") ?? "";
    sendJson(response, 200, await engine.admin.imports.uploadPart(token, part, request));
  }),
  "POST /api/import/finish_upload": importing(async (request, response, { engine }) => {
    const body = await readJson<FinishUpload>(request, BODY_LIMIT);
    if (!Array.isArray(body?.partTokens) || typeof body.import !== "object" || body.import === null)
      throw new HttpError(400, "BadRequest", "The body must be {uploadToken, partTokens, import}.");
    const importId = await engine.admin.imports.finishUpload(body.uploadToken, body.partTokens, body.import);
    sendJson(response, 200, { importId });
  }),
  "POST /api/perform_import": importing(async (request, response, { engine }) => {
    const { importId } = await readJson<{ importId: string }>(request, BODY_LIMIT);
    engine.admin.imports.perform(importId);
    sendJson(response, 200, {});
  }),
};

interface TestFunction {
  adminKey?: unknown;
  bundle?: { source?: unknown };
  args?: JsonObject;
  /** The path of the component; the app when there is none. */
  componentId?: string;
  format?: string;
}

interface FinishUpload {
  uploadToken: string;
  partTokens: string[];
  import: ImportRequest;
}

/** An admin route whose refusals are about the file that is imported. */
function importing(route: Route): Route {
  return admin(async (request, response, context, url) => {
    try {
      await route(request, response, context, url);
    } catch (error) {
      throw error instanceof ImportError ? new HttpError(400, "InvalidImport", error.message) : error;
    }
  });
}

/** `GET /api/export/zip/<timestamp>`: the zip file of an export that is complete. */
export function exportRoute(timestamp: string): Route {
  return admin(async (_, response, { engine }) => {
    const file = engine.admin.exports.file(BigInt(timestamp));
    if (!file) throw new HttpError(404, "ExportNotFound", `There is no export of ${timestamp}.`);
    const { size } = await stat(file);
    response.writeHead(200, {
      "Content-Type": "application/zip",
      "Content-Length": size,
      "Content-Disposition": `attachment; filename=snapshot_${timestamp}.zip`,
    });
    // A client that goes away has no more use for the rest.
    await pipeline(createReadStream(file), response).catch(() => response.destroy());
  });
}
