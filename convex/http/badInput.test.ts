import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../http";
import { errorCodes } from "../lib/errors";
import { anAgent, aWorld, type Registered, type World } from "../world.setup";
import { errorsOf } from "./contract";
import type { Route } from "./route";

/** Texts that have broken other servers. */
const TEXTS = [
  "",
  " ",
  "\u0000",
  "\r\nX-Injected: 1",
  "'; DROP TABLE agents; --",
  "<script>alert(1)</script>",
  "{{7*7}}%s%n",
  "../../../etc/passwd",
  "\u202e\u200b\ufeff",
  "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
  "👩‍👩‍👧‍👦".repeat(50),
  "x".repeat(20_000),
  "NaN",
  "-1",
  "1e309",
  "null",
  "true",
  "[]",
  "__proto__",
  "constructor",
  "toString",
];
const VALUES: unknown[] = [...TEXTS, null, true, 0, -1, 1.5, 1e300, [], {}, [[]], { a: { b: {} } }];

/** A request body in which every field of the route holds the same bad value. */
function bodiesOf(route: Route): string[] {
  const names = Object.keys(route.body?.shape ?? {});
  const filled = (value: unknown) => JSON.stringify(Object.fromEntries(names.map((name) => [name, value])));
  const mixed = JSON.stringify({ ...(route.bodyExample as object), [names.at(-1) ?? "x"]: VALUES });
  return ["", "{", "null", "[]", '"text"', "{}", mixed, ...VALUES.map(filled)];
}

function requestsOf(route: Route): { path: string; body?: string }[] {
  const at = (value: string) => route.path.replace(/\{\w+\}/g, encodeURIComponent(value));
  const usual = at("ada");
  const names = Object.keys(route.query?.shape ?? { q: null });
  const paths = [
    ...(route.path.includes("{") ? TEXTS.filter((text) => text !== "" && text.length < 1000).map(at) : []),
    ...TEXTS.map(
      (text) => `${usual}?${names.map((name) => `${name}=${encodeURIComponent(text)}`).join("&")}`,
    ),
    `${usual}?${"a=1&".repeat(500)}`,
    `${usual}?%zz=%`,
  ];
  const bodies = route.body ? bodiesOf(route) : [];
  const minimal = route.body ? "{}" : undefined;
  return [
    ...paths.map((path) => ({ path, body: minimal })),
    ...bodies.map((body) => ({ path: usual, body })),
  ];
}

describe("whatever is sent to it", () => {
  let world: World;
  let ada: Registered;
  beforeEach(async () => {
    world = aWorld();
    vi.spyOn(console, "error").mockImplementation(() => {});
    ada = await anAgent(world);
  });

  test.each(api.routes.map((route) => [route.id, route] as const))(
    "%s answers or refuses with a code that it declares, and tells nothing of its insides",
    async (_id, route) => {
      const declared = new Set<string>([...errorsOf(route), "not_found"]);
      const isOfStream = route.path.startsWith("/api/streams/");
      const credential = route.caller.kind === "anyone" ? null : isOfStream ? ada.agent_secret : ada.api_key;
      for (const given of credential === null ? [null] : [credential, "mlt_nonsense"]) {
        for (const { path, body } of requestsOf(route).slice(0, given === credential ? undefined : 3)) {
          const headers: Record<string, string> = { "Idempotency-Key": crypto.randomUUID() };
          if (given) headers.Authorization = `Bearer ${given}`;
          if (body !== undefined) headers["Content-Type"] = "application/json";
          const response = await world.t.fetch(path, { method: route.method, headers, body });
          const what = `${route.method} ${path.slice(0, 120)} ${body?.slice(0, 120) ?? ""}`;
          expect(response.status, what).toBeLessThan(500);
          if (response.status < 400) continue;
          const text = await response.text();
          const problem = JSON.parse(text) as { code: keyof typeof errorCodes; status: number };
          expect(response.headers.get("content-type"), what).toBe("application/problem+json");
          expect(errorCodes[problem.code].status, what).toBe(response.status);
          expect(declared, `${what} was refused with ${problem.code}`).toContain(problem.code);
          expect(text, what).not.toMatch(/\bat \w+ \(|\.ts\b|ConvexError|ZodError|node_modules|by_[a-z]+/);
        }
      }
    },
    30_000,
  );
});
