import { afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { seeded } from "../identity/vectors.setup";
import { addressKey } from "./address";
import { aKit } from "./kit.setup";
import type { LimitName } from "./limits";
import { forgetProcess } from "./memory";
import { anyone, type Caller } from "./route";

const MINUTE = 60_000;

/** Whoever the header says, which only a test may believe. */
const named: Caller<string> = {
  ...anyone,
  nameOf: (who) => who,
  headersFor: () => ({}),
  admit: async (_ctx, request) => request.headers.get("x-name") ?? "ada",
};

function limited(limits: LimitName[], overrides: string) {
  const kit = aKit((api) =>
    api.get("/thing", {
      id: "thing",
      tag: "system",
      summary: "A thing",
      caller: named,
      limits,
      unknownFields: "ignore",
      reply: { status: 200, shape: z.object({}) },
      errors: [],
      run: async () => ({}),
    }),
  );
  vi.stubEnv("MOLT_LIMITS", overrides);
  const as = (name: string) => kit.send("/thing", { headers: { "x-name": name } });
  return { ...kit, as };
}

async function admitted(count: number, send: () => Promise<Response>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: count }, send));
  return answers.filter(({ status }) => status === 200).length;
}

afterEach(() => vi.unstubAllEnvs());

describe("a limit", () => {
  test("lets exactly its quota through, one by one or fifty at once, and each caller has their own", async () => {
    const { as, mutations } = limited(["agent"], "agent=20");
    for (let i = 0; i < 20; i++) expect((await as("ada")).status).toBe(200);
    expect((await as("ada")).status).toBe(429);
    const before = mutations.length;
    expect(await admitted(50, () => as("basil"))).toBe(20);
    // Those who come together go to the database as one.
    expect(mutations.length - before).toBeLessThan(12);
  });

  test("lets exactly its quota through in each of 1,000 windows: all at once, one by one, or with nothing remembered", async () => {
    const { as } = limited(["agent"], "agent=7");
    const oneByOne = async (before: () => void) => {
      let through = 0;
      for (let i = 0; i < 9; i++) {
        before();
        if ((await as("ada")).status === 200) through++;
      }
      return through;
    };
    const ways = [
      () => admitted(9, () => as("ada")),
      () => oneByOne(() => {}),
      () => oneByOne(forgetProcess),
    ];
    for (let window = 0; window < 1000; window++) {
      expect(await ways[window % 3]!(), `window ${window}`).toBe(7);
      vi.setSystemTime(Date.now() + MINUTE);
    }
  }, 180_000);

  test("gives nobody more than its quota in any of 200 windows with restarts in them, and at most a quarter less for each", async () => {
    const { as } = limited(["agent"], "agent=40");
    const random = seeded(7);
    for (let window = 0; window < 200; window++) {
      let through = 0;
      let restarts = 0;
      for (let burst = 0; burst < 12; burst++) {
        through += await admitted(1 + (random.next() % 9), () => as("ada"));
        if (random.next() % 4 === 0) {
          forgetProcess();
          restarts++;
        }
      }
      through += await admitted(50, () => as("ada"));
      expect(through, `window ${window}`).toBeLessThanOrEqual(40);
      expect(through, `window ${window}`).toBeGreaterThanOrEqual(Math.max(0, 40 - 10 * restarts));
      vi.setSystemTime(Date.now() + MINUTE);
    }
  }, 60_000);

  test("holds across a restart: what was used stays used, and nobody gets more", async () => {
    const { as } = limited(["agent"], "agent=40");
    let through = 0;
    for (let restart = 0; restart < 8; restart++) {
      through += await admitted(10, () => as("ada"));
      forgetProcess();
    }
    expect(through).toBeLessThanOrEqual(40);
    expect(through).toBeGreaterThan(20);
    expect((await as("ada")).status).toBe(429);
  });

  test("is exact where every request starts with an empty memory", async () => {
    const { as } = limited(["agent"], "agent=20");
    let through = 0;
    for (let i = 0; i < 25; i++) {
      forgetProcess();
      if ((await as("ada")).status === 200) through++;
    }
    expect(through).toBe(20);
  });

  test("costs a process with a memory less than one visit to the database for five requests", async () => {
    const { as, mutations } = limited(["agent"], "agent=100");
    for (let i = 0; i < 100; i++) expect((await as("ada")).status).toBe(200);
    expect(mutations.length).toBeLessThan(20);
    const before = mutations.length;
    for (let i = 0; i < 50; i++) expect((await as("ada")).status).toBe(429);
    // Being refused costs a few words in the budget of wrong requests.
    expect(mutations.length - before).toBeLessThan(10);
  });

  test("a request that one limit refuses costs the other nothing", async () => {
    const { as } = limited(["agent", "poll"], "agent=10 poll=4");
    expect(await admitted(8, () => as("ada"))).toBe(4);
    expect((await as("ada")).headers.get("ratelimit")).toContain('"agent";r=6');
    for (let i = 0; i < 8; i++) {
      forgetProcess();
      await as("basil");
    }
    forgetProcess();
    expect((await as("basil")).headers.get("ratelimit")).toContain('"agent";r=6');
  });

  test("tells how it stands on every answer, and when to come back; who obeys is not refused again", async () => {
    const { as } = limited(["agent", "poll"], "agent=5 poll=2");
    vi.setSystemTime(new Date("2026-11-21T12:00:20Z"));
    const first = await as("ada");
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "ratelimit-policy": '"agent";q=5;w=60, "poll";q=2;w=60',
      ratelimit: '"agent";r=4;t=40, "poll";r=1;t=40',
      "x-ratelimit-limit": "2",
      "x-ratelimit-remaining": "1",
      "x-ratelimit-reset": `${Date.parse("2026-11-21T12:01:00Z") / 1000}`,
    });
    await as("ada");
    const refused = await as("ada");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("40");
    expect(await refused.json()).toMatchObject({ code: "rate_limited", policies: ["poll"], retryable: true });
    vi.setSystemTime(Date.now() + 40_000);
    expect((await as("ada")).status).toBe(200);
  });
});

describe("counting by address", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["999.1.1.1", "unknown"],
    ["1:2:3", "unknown"],
    ["1::2::3", "unknown"],
    ["", "unknown"],
    [null, "unknown"],
    ["192.0.2.1, 10.0.0.1", "unknown"],
  ])("%s counts as %s", (ip, key) => expect(addressKey(ip)).toBe(key));

  test("neighbours in one /64 share a limit, the next /64 has its own", async () => {
    const { send } = limited(["ip"], "ip=3");
    const from = (ip: string) => send("/thing", { ip });
    for (const host of ["1", "2", "3"]) expect((await from(`2001:db8:0:1::${host}`)).status).toBe(200);
    expect((await from("2001:db8:0:1:ffff::4")).status).toBe(429);
    expect((await from("2001:db8:0:2::1")).status).toBe(200);
  });
});

describe("the budget of wrong requests", () => {
  const wrong = (send: (path: string, init?: { ip?: string }) => Promise<Response>, ip: string) =>
    send("/nothing/here", { ip });

  test("an address that spends it is not served until the window ends, and others are", async () => {
    const { send } = limited(["agent"], "invalid=30 agent=1000");
    for (let i = 0; i < 30; i++) expect((await wrong(send, "192.0.2.9")).status).toBe(404);
    const cooling = await send("/thing", { ip: "192.0.2.9" });
    expect(cooling.status).toBe(429);
    expect(cooling.headers.get("retry-after")).toBe("600");
    expect((await cooling.json()) as object).toMatchObject({ policies: ["invalid"] });
    expect((await send("/thing", { ip: "192.0.2.10" })).status).toBe(200);
    vi.setSystemTime(Date.now() + 10 * MINUTE);
    expect((await send("/thing", { ip: "192.0.2.9" })).status).toBe(200);
  });

  test("a restart does not pardon", async () => {
    const { send } = limited(["agent"], "invalid=8 agent=1000");
    for (let i = 0; i < 8; i++) await wrong(send, "192.0.2.9");
    forgetProcess();
    expect((await send("/thing", { ip: "192.0.2.9" })).status).toBe(429);
  });
});

test.each(["agent", "agent=", "agent=0", "agent=-1", "agents=5", "agent=5;", "agent=1e9"])(
  "MOLT_LIMITS=%s is refused and not ignored",
  async (text) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { as } = limited(["agent"], text);
    expect((await as("ada")).status).toBe(500);
  },
);
