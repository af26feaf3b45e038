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

/** What breaks paths, queries and headers, written as it goes over the wire. */
const NAUGHTY_WORDS = [
  ...NAUGHTY.filter((value) => typeof value === "string").map((value) => encodeURIComponent(value)),
  ...[
    "%ff",
    "%c0%ae",
    "%00",
    "%",
    "%2e%2e%2f",
    "a%2fb",
    ";",
    "&&",
    "[]",
    "1e400",
    "-0",
    "NaN",
    "%F0%9F%8C%8A",
  ],
];

test.each(api.routes.map((route) => [route.id, route] as const))(
  "%s answers whatever stands in its address and its headers with something it has declared",
  async (_id, route) => {
    const stage = await anAccessStage();
    const sample = REQUESTS[route.id]?.(stage.ids);
    const names = {
      path: [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
      query: queryOf(route),
    };
    for (const word of NAUGHTY_WORDS) {
      const everywhere = (name: string) => [name, word] as const;
      const plain = Object.entries(sample?.params ?? {}).map(([name, id]) => [name, encodeURIComponent(id)]);
      const inPath = { params: Object.fromEntries(names.path.map(everywhere)), query: [] };
      const inQuery = {
        params: Object.fromEntries(plain) as Record<string, string>,
        query: names.query.map(everywhere),
      };
      // Without either the headers are still there.
      const addresses =
        names.path.length === 0 ? [inQuery] : names.query.length === 0 ? [inPath] : [inPath, inQuery];
      for (const { params, query } of addresses) {
        const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] || "x");
        const address = `${path}?${query.map((pair) => pair.join("=")).join("&")}`;
        const response = await stage.world.t.fetch(address, {
          method: route.method,
          headers: headersOf(stage, route, decodeURIComponent(word.replace(/%(?![0-7][1-9a-f])/gi, ""))),
          ...(route.body && { body: JSON.stringify(sample?.body ?? route.bodyExample ?? {}) }),
        });
        // What is fine is not read to its end: there may be none, as with a stream of events.
        const said = response.ok ? "" : await response.text();
        expect(response.status, `${address.slice(0, 200)} → ${said}`).toBeLessThan(500);
        if (response.ok) await response.body?.cancel();
      }
    }
  },
  60_000,
);

function queryOf({ query }: Route): string[] {
  return Object.keys((query as { shape?: object } | undefined)?.shape ?? {});
}

/** Headers that the kit reads, with a word in them that is none of theirs. */
function headersOf(stage: AccessStage, route: Route, text: string): Headers {
  const word = text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "");
  const credential = credentialFor(stage, route);
  const headers = new Headers({
    ...{
      "X-Request-Id": word,
      "If-Match": word,
      Range: word,
      Accept: word,
      Origin: word,
      "User-Agent": word,
    },
    ...{ "Accept-Language": word, Cookie: word, Prefer: word },
    ...(credential && { Authorization: `Bearer ${credential}` }),
    ...(route.body && { "Content-Type": "application/json" }),
  });
  if (route.idempotency !== "none") headers.set("Idempotency-Key", word);
  return headers;
}

function credentialFor({ basil, ownerToken, ada }: AccessStage, route: Route): string | null {
  const who = route.caller.policy?.who ?? [];
  if (who.length === 0) return null;
  if (who.includes("stream")) return ada.agent_secret;
  return who.includes("agent") ? basil.api_key : ownerToken;
}

async function send(
  stage: AccessStage,
  route: Route,
  params: Record<string, string>,
  body: unknown,
  i: number,
): Promise<Response> {
  const credential = credentialFor(stage, route);
  return await stage.world.t.fetch(
    route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? "x")),
    {
      method: route.method,
      headers: {
        "Content-Type": "application/json",
        ...(credential && { Authorization: `Bearer ${credential}` }),
        ...(route.idempotency === "required" && { "Idempotency-Key": `naughty-${i}-test` }),
      },
      body: JSON.stringify(body),
    },
  );
}
