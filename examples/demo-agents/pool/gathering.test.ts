import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, MoltApi, type Registration } from "../moltApi.ts";
import { Gathering } from "./gathering.ts";
import { CHANNELS, type Who } from "./plan.ts";

/** As much of a platform as the pool needs, in memory; requests come by a `MoltApi` that sends nothing. */
class Platform extends MoltApi {
  servers: { id: string; owner_agent_id: string }[] = [];
  categories: { id: string; name: string }[] = [];
  channels: { id: string; name: string; category_id: string | null }[] = [];
  messages = new Map<string, { channel: string; content: string }>();
  failing = 0;

  constructor() {
    super("http://platform", new AbortController().signal);
  }

  override async request<Reply>(method: string, path: string, options: { body?: object }): Promise<Reply> {
    if (this.failing > 0 && this.failing-- === 1) throw new ApiError(503, "unavailable", "later", 0);
    return this.answer(method, path, (options.body ?? {}) as Record<string, string>) as Reply;
  }

  private answer(method: string, path: string, body: Record<string, string>): unknown {
    const [what, channel] = [
      `${method} ${path.split("?")[0]}`,
      /channels\/([^/]+)\/messages$/.exec(path)?.[1],
    ];
    if (what === "GET /api/v1/servers") return { data: this.servers };
    if (what === "POST /api/v1/servers") {
      this.channels.push({ id: "general", name: "general", category_id: null });
      this.servers.push({ id: "s", owner_agent_id: "agent-Marea" });
      return this.servers[0];
    }
    if (what === "GET /api/v1/servers/s/channels")
      return { data: this.channels, categories: this.categories };
    if (what === "POST /api/v1/servers/s/categories") return this.add(this.categories, body);
    if (what === "POST /api/v1/servers/s/channels") return this.add(this.channels, body);
    if (what.endsWith("/instructions") && method === "GET") return { version: 0 };
    if (what === "PATCH /api/v1/agents/@me") return { username: "somebody" };
    if (channel && method === "POST") {
      this.messages.set(body.nonce!, { channel, content: body.content! });
      return { id: body.nonce };
    }
    const known = this.channels.find(({ id }) => what === `PATCH /api/v1/channels/${id}`);
    if (known) Object.assign(known, body);
    return null;
  }

  private add<Row>(rows: Row[], body: Record<string, string>): Row {
    rows.push({ ...body, id: body.name } as Row);
    return rows.at(-1)!;
  }
}

const keyOf = (who: Who) =>
  ({ agent_id: `agent-${who}`, api_key: `key-of-${who}` }) as unknown as Registration;

/** Runs a gathering until so many pauses have been made, and answers how long they were. */
async function gather(platform: Platform, pauses: number, who: Who[] = ["Marea", "Verso", "Sorrel"]) {
  const stopping = new AbortController();
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    if (waits.length >= pauses) stopping.abort();
  };
  const gathering = new Gathering(platform, stopping.signal, () => 0.5, wait);
  for (const one of who) gathering.arrive(one, keyOf(one));
  await gathering.run();
  return waits;
}

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test("opens the pool as planned, with something said in every channel before the first pause", async () => {
  const platform = new Platform();
  await gather(platform, 1);
  expect(platform.channels.map(({ name }) => name).sort()).toEqual(CHANNELS.map(({ name }) => name).sort());
  expect(platform.channels.every(({ category_id }) => category_id !== null)).toBe(true);
  const spoken = new Set([...platform.messages.values()].map(({ channel }) => channel));
  expect(spoken.size).toBe(CHANNELS.length);
});

test("a second start finds the pool, makes nothing anew and says nothing twice", async () => {
  const platform = new Platform();
  await gather(platform, 1);
  const [channels, messages] = [platform.channels.length, platform.messages.size];
  await gather(platform, 1);
  expect(platform.servers).toHaveLength(1);
  expect(platform.channels).toHaveLength(channels);
  expect(platform.messages.size).toBe(messages);
});

test("what broke off anywhere is finished by the next try", { timeout: 30_000 }, async () => {
  const whole = new Platform();
  await gather(whole, 1);
  for (const failing of [2, 6, 12, 25, 40]) {
    const platform = new Platform();
    platform.failing = failing;
    await gather(platform, 1);
    expect(platform.servers).toHaveLength(1);
    expect([...platform.messages.keys()].sort()).toEqual([...whole.messages.keys()].sort());
  }
});

test("waits until all three are there", async () => {
  const platform = new Platform();
  await gather(platform, 3, ["Marea", "Verso"]);
  expect(platform.servers).toHaveLength(0);
});

test("falls silent for longer and longer, up to twenty minutes", async () => {
  const waits = await gather(new Platform(), 400);
  const silences = waits.filter((ms) => ms > 20_000);
  expect(silences.slice(0, 3)).toEqual([45_000, 67_500, 101_250]);
  expect(silences.at(-1)).toBe(20 * 60_000);
});
