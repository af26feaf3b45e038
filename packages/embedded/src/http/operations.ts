import { type ApiContext, BODY_LIMIT, type Route } from "./api.ts";
import { readBody, sendJson } from "./body.ts";

/** A deployment whose transactions wait longer than this is of no use to anybody. */
const STALLED_MS = 5_000;

/** What supervisors and monitors ask for. */
export const operationsRoutes: Record<string, Route> = {
  // Open to everybody, like a ping; it tells a state and no data.
  "GET /health": async (_, response, context) => {
    const failing = await findFailure(context);
    if (failing) sendJson(response, 503, { status: "failing", failing });
    else sendJson(response, 200, { status: "ok" });
  },
  // `convex network-test` measures with it. Read to its end first: the client reads when it has written.
  "POST /echo": async (request, response) => {
    const body = await readBody(request, BODY_LIMIT);
    response.writeHead(200, {
      "Content-Type": "application/octet-stream",
      "Content-Length": body.length,
      "X-Content-Type-Options": "nosniff",
    });
    response.end(body);
  },
  // Prometheus sends the key with `authorization: {type: Convex, credentials_file: <data folder>/admin.key}`.
  "GET /metrics": async (request, response, { engine, adminKey }) => {
    adminKey.require(request);
    const { metrics } = engine.admin;
    const text = await metrics.text();
    response.writeHead(200, { "Content-Type": metrics.contentType });
    response.end(text);
  },
};

/** Which part does not do its work, or `null`. */
async function findFailure({ engine }: ApiContext): Promise<"storage" | "transactions" | null> {
  // Who is told to keep clients away must hear when the disk works again, although nobody writes.
  if (engine.admin.metrics.commitFailure !== null && !(await commits(engine))) return "storage";
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, STALLED_MS, false).unref();
  });
  const served = engine.lane.reading(async () => true).catch(() => false);
  const alive = await Promise.race([served, stalled]);
  clearTimeout(timer);
  return alive ? null : "transactions";
}

/** Whether an empty transaction can be committed. */
function commits(engine: ApiContext["engine"]): Promise<boolean> {
  return engine.lane
    .writing(async () => {})
    .then(
      () => true,
      () => false,
    );
}
