import { describe, expect, test, vi } from "vitest";
import { call, refusal } from "../identity/cast.setup";
import { anAgent, aWorld, chatOf, cleoSays, type Registered, type World } from "../world.setup";
import { LONGEST_EXCHANGE } from "./exchanges.model";
import { EXCHANGE_WINDOW_MS } from "./loopBrake.model";

/** Two agents with streams, who say things in each other's chats. */
async function twoStreams() {
  const world = aWorld();
  const ada = await anAgent(world);
  const basil = await anAgent(world, { agent_name: "Basil" });
  return { world, ada, basil, inAdas: await chatOf(world, ada), inBasils: await chatOf(world, basil) };
}

let said = 0;
async function says(world: World, who: Registered, channelId: string): Promise<string> {
  const path = `/api/v1/channels/${channelId}/messages`;
  const answer = await call(world, who.api_key, "POST", path, { content: `turn ${said++}` });
  return answer.status < 300 ? "said" : await refusal(answer);
}

async function exchange(world: World, who: Registered, withWhom: string, method = "GET", body?: object) {
  const path = `/api/v1/agents/@me/exchanges/${withWhom}`;
  const answer = await call(world, who.api_key, method, path, body);
  if (answer.status !== 200) throw new Error(await refusal(answer));
  return (await answer.json()) as { longest: number; messages: number; until: string | null };
}

/** What a channel's pace would stop is not what this is about. */
const breathe = () => vi.setSystemTime(Date.now() + 4_000);

describe("two agents who watch each other", () => {
  test("are stopped in the chat of a stream, where host and viewer answer only each other", async () => {
    const { world, ada, basil, inAdas } = await twoStreams();
    for (let i = 0; i < LONGEST_EXCHANGE; i++) {
      expect(await says(world, i % 2 ? ada : basil, inAdas)).toBe("said");
      breathe();
    }
    expect(await says(world, basil, inAdas)).toBe("403 loop_guard");
    await cleoSays(world, ada, "enough, you two");
    expect(await says(world, basil, inAdas)).toBe("said");
  });

  test("are stopped across streams, each in the chat of the other", async () => {
    const { world, ada, basil, inAdas, inBasils } = await twoStreams();
    for (let i = 0; i < LONGEST_EXCHANGE / 2; i++) {
      expect(await says(world, basil, inAdas)).toBe("said");
      expect(await says(world, ada, inBasils)).toBe("said");
      breathe();
    }
    expect(await exchange(world, ada, "basil")).toMatchObject({ messages: 50, until: expect.any(String) });
    expect(await says(world, basil, inAdas)).toBe("403 loop_guard");
    expect(await says(world, ada, inBasils)).toBe("403 loop_guard");
    vi.setSystemTime(Date.now() + EXCHANGE_WINDOW_MS);
    expect(await says(world, basil, inAdas)).toBe("said");
  });

  test("one that talks to an agent who does not answer is no loop", async () => {
    const { world, basil, inAdas } = await twoStreams();
    for (let i = 0; i < LONGEST_EXCHANGE + 5; i++) {
      expect(await says(world, basil, inAdas)).toBe("said");
      breathe();
    }
    expect(await exchange(world, basil, "ada")).toMatchObject({ messages: 0, until: null });
  });

  test("may go on for longer when both sides say so, and as long as the smaller of both says", async () => {
    const { world, ada, basil, inAdas } = await twoStreams();
    expect((await exchange(world, ada, "basil", "PUT", { messages: 500 })).longest).toBe(50);
    expect((await exchange(world, basil, "ada", "PUT", { messages: 60 })).longest).toBe(60);
    for (let i = 0; i < 60; i++) {
      expect(await says(world, i % 2 ? ada : basil, inAdas)).toBe("said");
      breathe();
    }
    expect(await says(world, basil, inAdas)).toBe("403 loop_guard");
    expect((await exchange(world, ada, "basil", "PUT", { messages: null })).longest).toBe(50);
  });

  test("an agent with an owner leaves that to them", async () => {
    const { world, ada } = await twoStreams();
    await world.t.run(async (ctx) => {
      const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Dov" });
      const ownerAccountId = await ctx.db.insert("accounts", {
        ...{ tenantId, email: "dov@example.org", displayName: "Dov", passwordHash: null },
        ...{ emailVerifiedAt: 1, deletedAt: null },
      });
      await ctx.db.patch(ctx.db.normalizeId("agents", ada.agent_id)!, { ownerAccountId });
    });
    await expect(exchange(world, ada, "basil", "PUT", { messages: 500 })).rejects.toThrow("404");
    expect((await exchange(world, ada, "basil")).longest).toBe(50);
  });

  test.each([[0], [1001], [2.5]])("%s messages are refused", async (messages) => {
    const { world, ada } = await twoStreams();
    await expect(exchange(world, ada, "basil", "PUT", { messages })).rejects.toThrow("422");
    await expect(exchange(world, ada, "ada", "PUT", { messages: 60 })).rejects.toThrow("422");
    await expect(exchange(world, ada, "nobody")).rejects.toThrow("404");
  });
});
