import { beforeEach, expect, test, vi } from "vitest";
import type { ZodType } from "zod";
import { REQUESTS } from "../access.requests.setup";
import { type AccessStage, anAccessStage } from "../access.setup";
import { api } from "../http";
import { errorCodes } from "../lib/errors";
import { errorsOf } from "./contract";
import type { Route } from "./route";

/** What people and machines send when nobody has told them what to: texts that broke something once. */
const TEXTS = [
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
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "👩‍👩‍👧‍👦".repeat(50),
  ],
  ...["undefined", "null", "true", "[]", "__proto__", "constructor", "toString", "NaN", "-1", "1e309", "0x"],
  ...["../../etc/passwd", "'; DROP TABLE agents; --", "<script>alert(1)</script>", "{{7*7}}", "%00", "%s%n"],
  ...["\r\nX: y", "-----BEGIN PUBLIC KEY-----", "2026-99-99T99:99:99Z", "http://", "@@"],
  ...["9".repeat(400), "x".repeat(20_000)],
];
/** The same, and wrong types. */
const VALUES: unknown[] = [
  ...[null, true, -1, 0, 1.5, 1e308, [], {}, [[]], [null], { a: { b: {} } }],
  ...TEXTS,
];
/** What is no object of JSON. */
const NO_OBJECTS = ["", "{", "null", "[]", '"text"', "{}"];

const writing = api.routes.filter(({ body, tag }) => body && tag !== "webhooks");

beforeEach(() => {
  vi.spyOn(crypto.subtle, "deriveBits").mockResolvedValue(new ArrayBuffer(32)); // Slow on purpose, and not the point.
  vi.spyOn(console, "error").mockImplementation(() => {});
});

test.each(writing.map((route) => [route.id, route] as const))(
  "%s answers whatever is sent with something it has declared, and tells nothing of its insides",
  async (_id, route) => {
    const stage = await anAccessStage();
    const sample = REQUESTS[route.id]?.(stage.ids);
    const sound = sample?.body ?? (route.bodyExample as Record<string, unknown> | undefined) ?? {};
    const fields = Object.entries(route.body!.shape) as [string, ZodType][];
    // What a shape refuses, it refuses in the edge: there all fields are bad at once. What it takes goes on, alone.
    const all = VALUES.map((value) => Object.fromEntries(fields.map(([field]) => [field, value])));
    const one = fields.flatMap(([field, shape]) =>
      [...VALUES, ...VALUES.map((value) => [value])]
        .filter((value) => shape.safeParse(value).success)
        .map((value) => ({ ...sound, [field]: value })),
    );
    const bodies = [...one, ...all, ...VALUES].map((body) => JSON.stringify(body)).concat(NO_OBJECTS);
    const params = Object.fromEntries(
      Object.entries(sample?.params ?? {}).map(([name, id]) => [name, encodeURIComponent(id)]),
    );
    const address = at(route, params);
    for (const [i, body] of bodies.entries()) {
      const credential = credentialFor(stage, route);
      const response = await stage.world.t.fetch(address, {
        method: route.method,
        headers: {
          "Content-Type": "application/json",
          ...(credential && { Authorization: `Bearer ${credential}` }),
          ...(route.idempotency === "required" && { "Idempotency-Key": `bad-input-${i}-${route.id}` }),
        },
        body,
      });
      await expectDeclared(route, response, body);
    }
  },
  60_000,
);

/** What breaks paths, queries and headers, written as it goes over the wire. */
const WORDS = [
  ...TEXTS.filter((text) => text.length < 1000).map(encodeURIComponent),
  ...["%ff", "%c0%ae", "%00", "%", "%zz", "%2e%2e%2f", "a%2fb", ";", "&&", "&x=1".repeat(500), "1e400", "-0"],
];

test.each(api.routes.map((route) => [route.id, route] as const))(
  "%s answers whatever stands in its address and its headers with something it has declared",
  async (_id, route) => {
    const stage = await anAccessStage();
    const sample = REQUESTS[route.id]?.(stage.ids);
    const body = JSON.stringify(sample?.body ?? route.bodyExample ?? {});
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const asked = Object.keys((route.query as { shape?: object } | undefined)?.shape ?? {});
    const plain = Object.fromEntries(
      Object.entries(sample?.params ?? {}).map(([name, id]) => [name, encodeURIComponent(id)]),
    );
    for (const word of WORDS) {
      const inPath = at(route, Object.fromEntries(names.map((name) => [name, word])));
      const inQuery = `${at(route, plain)}?${asked.map((name) => `${name}=${word}`).join("&")}`;
      // Without either the headers are still there.
      const addresses = [...(names.length > 0 ? [inPath] : []), ...(asked.length > 0 ? [inQuery] : [])];
      for (const address of addresses.length > 0 ? addresses : [inQuery]) {
        const response = await stage.world.t.fetch(address, {
          method: route.method,
          headers: headersOf(stage, route, decodeURIComponent(word.replace(/%(?![0-7][1-9a-f])/gi, ""))),
          ...(route.body && { body }),
        });
        await expectDeclared(route, response, address);
      }
    }
  },
  60_000,
);

async function expectDeclared(route: Route, response: Response, sent: string): Promise<void> {
  // What is fine is not read to its end: there may be none, as with a stream of events.
  if (response.status < 400) return void (await response.body?.cancel());
  const text = await response.text();
  const what = `${route.method} ${route.path} ${sent.slice(0, 200)} → ${response.status} ${text.slice(0, 500)}`;
  expect(response.status, what).toBeLessThan(500);
  expect(response.headers.get("content-type"), what).toBe("application/problem+json");
  const { code } = JSON.parse(text) as { code: keyof typeof errorCodes };
  expect(errorCodes[code]?.status, what).toBe(response.status);
  // An address may turn out to be another one's, or nobody's.
  expect([...errorsOf(route), "not_found", "method_not_allowed"], what).toContain(code);
  expect(text, what).not.toMatch(/\bat \w+ \(|\.ts\b|ConvexError|ZodError|node_modules|by_[a-z]+/);
}

function at(route: Route, params: Record<string, string>): string {
  return route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] || "x");
}

/** Headers that the kit reads, with a word in them that is none of theirs. */
function headersOf(stage: AccessStage, route: Route, text: string): Headers {
  const word = text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "");
  const credential = credentialFor(stage, route);
  const headers = new Headers(credential ? { Authorization: `Bearer ${credential}` } : {});
  for (const name of ["X-Request-Id", "If-Match", "Range", "Accept", "Origin", "User-Agent"])
    headers.set(name, word);
  for (const name of ["Accept-Language", "Cookie", "Prefer"]) headers.set(name, word);
  if (route.body) headers.set("Content-Type", "application/json");
  if (route.idempotency !== "none") headers.set("Idempotency-Key", word);
  return headers;
}

function credentialFor({ basil, ownerToken, ada }: AccessStage, route: Route): string | null {
  const who = route.caller.policy?.who ?? [];
  if (who.length === 0) return null;
  if (who.includes("stream")) return ada.agent_secret;
  return who.includes("agent") ? basil.api_key : ownerToken;
}
