import { REQUESTS, type SampleRequest } from "./access.requests.setup";
import type { AccessStage } from "./access.setup";
import type { Route } from "./http/route";
import type { World } from "./world.setup";

/** What open routes, which have no sample request, cannot do without. */
const NEEDED: Record<string, Record<string, string>> = {
  getContext: { channel_id: "nothing" },
  searchMessages: { q: "tides" },
};

export interface Over extends SampleRequest {
  headers?: Record<string, string>;
  /** What the address ends with, as it is. */
  ending?: string;
}

let sent = 0;

/** Sends a route its sample request about the things of `ids`, with whatever is to be otherwise. */
export async function sendSample(
  { t }: Pick<World, "t">,
  route: Route,
  ids: AccessStage["ids"],
  over: Over = {},
): Promise<Response> {
  const sample = REQUESTS[route.id]?.(ids) ?? { query: NEEDED[route.id] };
  const params: Record<string, string> = { ...sample.params, ...over.params };
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? "nothing"),
  );
  const query = new URLSearchParams({ ...sample.query, ...over.query }).toString();
  const ending = [query, over.ending].filter(Boolean).join("&");
  const body = (sample.body ?? over.body) && { ...sample.body, ...over.body };
  return await t.fetch(`${path}${ending && `?${ending}`}`, {
    method: route.method,
    headers: {
      ...over.headers,
      ...(body && { "Content-Type": "application/json" }),
      ...(route.idempotency === "required" && { "Idempotency-Key": `sample-request-${sent++}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

export const withBearer = (credential: string) => ({ headers: { Authorization: `Bearer ${credential}` } });
