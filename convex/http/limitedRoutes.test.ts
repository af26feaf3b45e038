import { expect, test, vi } from "vitest";
import { REQUESTS } from "../access.requests.setup";
import { type AccessStage, anAccessStage } from "../access.setup";
import { api } from "../http";
import { limits } from "./limits";
import { forgetProcess } from "./memory";
import type { Route } from "./route";

const QUOTA = 7;
/** Whoever has deleted themselves is nobody, and what nobody sends is counted as wrong requests are. */
const limited = api.routes.filter(({ limits: own, id }) => own.length > 0 && id !== "deleteMyAccount");

function credentialFor({ ada, basil, ownerToken, observerToken }: AccessStage, route: Route): string | null {
  const who = route.caller.policy?.who ?? [];
  // Those of a stream are its own agent's, and refused to others before anything is counted for them.
  if (who.includes("agent")) return route.path.includes("{stream_id}") ? ada.api_key : basil.api_key;
  if (who.includes("stream")) return ada.agent_secret;
  if (who.includes("owner")) return ownerToken;
  return who.includes("observer") ? observerToken : null;
}

function send(stage: AccessStage, route: Route, i: number): Promise<Response> {
  const sample = REQUESTS[route.id]?.(stage.ids);
  const body = sample?.body ?? route.bodyExample ?? {};
  const credential = credentialFor(stage, route);
  const query = new URLSearchParams(sample?.query).toString();
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(sample?.params?.[name] ?? "x"),
  );
  return stage.world.t.fetch(`${path}${query && `?${query}`}`, {
    method: route.method,
    headers: {
      ...(credential && { Authorization: `Bearer ${credential}` }),
      ...(route.body && { "Content-Type": "application/json" }),
      ...(route.idempotency === "required" && { "Idempotency-Key": `limited-routes-${i}` }),
    },
    ...(route.body && { body: JSON.stringify(body) }),
  });
}

test("every route that somebody could wear out has a limit", () => {
  const unlimited = api.routes.filter((route) => route.limits.length === 0).map(({ id }) => id);
  // What providers send is limited by the secret they show.
  expect(unlimited.filter((id) => !id.startsWith("receive"))).toEqual([]);
});

test.each(limited.map((route) => [route.id, route] as const))(
  "of fifty calls of %s at once, as many are let through as its tightest limit says",
  async (_id, route) => {
    vi.spyOn(crypto.subtle, "deriveBits").mockResolvedValue(new ArrayBuffer(32)); // Slow on purpose, and not the point.
    const stage = await anAccessStage();
    vi.stubEnv("MOLT_LIMITS", `all=${QUOTA} invalid=1000000`);
    // The next window of the longest of its limits that go by address, as the stage has been built from there.
    const windows = route.limits.map((name) => limits[name]).filter(({ per }) => per === "address");
    const windowMs = Math.max(60_000, ...windows.map((limit) => limit.windowMs));
    vi.setSystemTime(Math.ceil((Date.now() + 1) / windowMs) * windowMs);
    forgetProcess();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => send(stage, route, i)));
    let refused = 0;
    for (const answer of answers.filter(({ status }) => status === 429)) {
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      const { policies } = (await answer.json()) as { policies?: string[] };
      // A password that was wrong too often is refused with this status, too, once the limit has let it through.
      if (!policies) continue;
      expect(route.limits).toEqual(expect.arrayContaining(policies));
      refused++;
    }
    expect(answers.length - refused).toBe(QUOTA);
  },
  60_000,
);
