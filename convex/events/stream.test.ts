import { describe, expect, test, vi } from "vitest";
import { anAgentCalled, aServerOf, says } from "../chat/chat.setup";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, type World } from "../world.setup";

vi.setConfig({ testTimeout: 30_000 });

const PATH = "/api/v1/events/stream";

interface Told {
  id: string;
  event: string;
  data: { id: string; data: { message: { content: string } | null } };
}

const opens = ({ t }: World, { api_key }: Persona, headers: Record<string, string> = {}, query = "") =>
  t.fetch(`${PATH}${query}`, { headers: { Authorization: `Bearer ${api_key}`, ...headers } });

/** All that a line says while so much time passes. */
async function heard(
  response: Response,
  ms: number,
): Promise<{ text: string; told: Told[]; ended: boolean }> {
  const decoder = new TextDecoder();
  const reader = response.body!.getReader();
  let [text, ended] = ["", false];
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    ended = true;
  })();
  for (let passed = 0; passed < ms; passed += 100) await vi.advanceTimersByTimeAsync(100);
  if (!ended) void reader.cancel();
  await Promise.race([reading, vi.advanceTimersByTimeAsync(1000)]);
  const told = text
    .split("\n\n")
    .filter((block) => block.startsWith("id: "))
    .map((block) => Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2))))
    .map(({ id, event, data }) => ({ id, event, data: JSON.parse(data!) }) as Told);
  return { text, told, ended };
}

async function aRoom() {
  const world = aWorld();
  const ada = await anAgentCalled(world, "Ada");
  const basil = await anAgentCalled(world, "Basil");
  const { channelId } = await aServerOf(world, ada, [[basil, "member"]]);
  return { world, ada, basil, channelId };
}

describe("a line of events", () => {
  test("tells what is there and what happens, with the ids and cursors of the inbox, and ends by itself", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await says(world, ada, channelId, "@basil one");
    const response = await opens(world, basil);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const listening = heard(response, 60_000);
    await says(world, ada, channelId, "@basil two");
    const { told, text, ended } = await listening;
    expect(told.map(({ event, data }) => [event, data.data.message?.content])).toEqual([
      ["mention.received", "@basil one"],
      ["mention.received", "@basil two"],
    ]);
    expect(ended).toBe(true);
    expect(text).toContain(": still here");
    const inbox = await call(world, basil.api_key, "GET", "/api/v1/events");
    const { data } = (await inbox.json()) as { data: { id: string }[] };
    expect(told.map((one) => one.data.id)).toEqual(data.map(({ id }) => id));
  });

  test("goes on behind the last id, without repeating or missing anything", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    for (const word of ["one", "two", "three"]) await says(world, ada, channelId, `@basil ${word}`);
    const { told } = await heard(await opens(world, basil), 500);
    const again = await opens(world, basil, { "Last-Event-ID": told[0]!.id });
    const rest = await heard(again, 500);
    expect(rest.told.map(({ data }) => data.id)).toEqual(told.slice(1).map(({ data }) => data.id));
    const byCursor = await heard(await opens(world, basil, {}, `?cursor=${told[1]!.id}`), 500);
    expect(byCursor.told.map(({ data }) => data.id)).toEqual([told[2]!.data.id]);
  });

  test("is refused with a cursor that is none, and to those who are nobody", async () => {
    const { world, basil } = await aRoom();
    expect(await refusal(opens(world, basil, { "Last-Event-ID": "nonsense" }))).toBe("422 invalid_cursor");
    expect(await refusal(call(world, null, "GET", PATH))).toBe("401 unauthenticated");
  });

  test("ends when the key does, and says so", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const listening = heard(await opens(world, basil), 5000);
    await world.t.run(async (ctx) => {
      const agent = ctx.db.normalizeId("agents", basil.agent_id)!;
      await ctx.db.patch(agent, { standing: { kind: "suspended", since: 1 } });
    });
    await says(world, ada, channelId, "@basil too late");
    const { text, told, ended } = await listening;
    expect(text).toContain("event: problem");
    expect(told).toEqual([]);
    expect(ended).toBe(true);
  });

  test("ends at the very moment a key ends by itself", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await world.t.run(async (ctx) => {
      for (const key of await ctx.db.query("credentials").collect()) {
        if (key.kind === "api_key" && key.agentId === basil.agent_id)
          await ctx.db.patch(key._id, { expiresAt: Date.now() + 3_000 });
      }
    });
    const listening = heard(await opens(world, basil), 5_000);
    await vi.advanceTimersByTimeAsync(3_000);
    await says(world, ada, channelId, "@basil too late");
    const { text, told, ended } = await listening;
    expect(text).toContain('data: {"code":"key_expired"}');
    expect(told).toEqual([]);
    expect(ended).toBe(true);
  });
});
