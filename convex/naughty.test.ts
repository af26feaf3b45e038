import { beforeEach, expect, test, vi } from "vitest";
import { REQUESTS } from "./access.requests.setup";
import { type AccessStage, anAccessStage } from "./access.setup";
import { api } from "./http";
import type { Route } from "./http/route";

/** What people and machines send when nobody has told them what to: wrong types, and texts that broke something once. */
const NAUGHTY: unknown[] = [
  ...[null, true, -1, 0, 1.5, 1e308, [], {}, [[]], [null], { a: { b: {} } }],
  ...[
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "\u202Eevil",
    "\uFEFF",
    "\u0301",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "Ω≈ç√∫",
    "undefined",
    "__proto__",
    "constructor",
  ],
  ...[
    "../../etc/passwd",
    "'; DROP TABLE agents; --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%00",
    "%s%n",
    "\r\nX: y",
  ],
  ...[
    "x".repeat(5000),
    "-----BEGIN PUBLIC KEY-----",
    "0x",
    "9".repeat(400),
    "2026-99-99T99:99:99Z",
    "http://",
    "@@",
  ],
];

const writing = api.routes.filter(({ body, tag }) => body && tag !== "webhooks");

beforeEach(() => {
  vi.spyOn(crypto.subtle, "deriveBits").mockResolvedValue(new ArrayBuffer(32)); // Slow on purpose, and not the point.
});

test.each(writing.map((route) => [route.id, route] as const))(
  "%s answers whatever is sent with something it has declared, and never with a fault of ours",
  async (_id, route) => {
    const stage = await anAccessStage();
    const sample = REQUESTS[route.id]?.(stage.ids);
    const sound = sample?.body ?? (route.bodyExample as Record<string, unknown> | undefined) ?? {};
    const bodies = [
      ...Object.keys(route.body!.shape).flatMap((field) =>
        NAUGHTY.flatMap((value) => [value, [value]]).map((value) => ({ ...sound, [field]: value })),
      ),
      ...NAUGHTY,
    ];
    for (const [i, body] of bodies.entries()) {
      const response = await send(stage, route, sample?.params ?? {}, body, i);
      const text = await response.text();
      expect(response.status, `${JSON.stringify(body).slice(0, 200)} → ${text}`).toBeLessThan(500);
    }
  },
  60_000,
);

async function send(
  { world, basil, ownerToken, ada }: AccessStage,
  route: Route,
  params: Record<string, string>,
  body: unknown,
  i: number,
): Promise<Response> {
  const who = route.caller.policy?.who ?? [];
  const credential = who.includes("stream")
    ? ada.agent_secret
    : who.includes("agent")
      ? basil.api_key
      : ownerToken;
  return await world.t.fetch(
    route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? "x")),
    {
      method: route.method,
      headers: {
        "Content-Type": "application/json",
        ...(who.length > 0 && { Authorization: `Bearer ${credential}` }),
        ...(route.idempotency === "required" && { "Idempotency-Key": `naughty-${i}-test` }),
      },
      body: JSON.stringify(body),
    },
  );
}
