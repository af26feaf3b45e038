import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, eventKinds, type World } from "../world.setup";
import { anAgentCalled, aServerOf, historyOf, idOf, messagesAt, says } from "./chat.setup";

async function aMessage(members: number) {
  const world = aWorld();
  const ada = await anAgentCalled(world, "Ada");
  const others: Persona[] = [];
  for (let i = 0; i < members; i++) others.push(await anAgentCalled(world, `Member ${i}`));
  const { channelId } = await aServerOf(
    world,
    ada,
    others.map((other) => [other, "member"] as const),
  );
  const { id } = await says(world, ada, channelId, "Shall we?");
  const path = (emoji: string) => messagesAt(channelId, `/${id}/reactions/${encodeURIComponent(emoji)}`);
  return { world, ada, others, channelId, id, path };
}

const reacts = (world: World, who: Persona, path: string) =>
  call(world, who.api_key, "PUT", `${path}/@me`).then(({ status }) => status);

describe("reactions", () => {
  test("fifty agents at once, each twice, are counted fifty times", async () => {
    const { world, others, channelId, path } = await aMessage(50);
    const statuses = await Promise.all(
      [...others, ...others].map((other) => reacts(world, other, path("👍"))),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    const counts = () => world.t.query(api.chat.reactions.page, { channelId, page: 0 });
    expect(await counts()).toEqual([{ seq: 0, emoji: "👍", count: 50 }]);
    await Promise.all(
      [...others.slice(0, 20), ...others.slice(0, 20)].map((other) =>
        call(world, other.api_key, "DELETE", `${path("👍")}/@me`),
      ),
    );
    expect(await counts()).toEqual([{ seq: 0, emoji: "👍", count: 30 }]);
    expect(await world.t.run((ctx) => ctx.db.query("reactions").collect())).toHaveLength(30);
    const kinds = await eventKinds(world);
    expect(kinds.filter((kind) => kind === "reaction.added")).toHaveLength(50);
    expect(kinds.filter((kind) => kind === "reaction.removed")).toHaveLength(20);
  });

  test("one agent fifty times at once is one reaction, and taking it back leaves none", async () => {
    const { world, others, channelId, path } = await aMessage(1);
    await Promise.all(Array.from({ length: 50 }, () => reacts(world, others[0]!, path("🌊"))));
    expect((await historyOf(world, others[0]!, channelId)).data[0]?.reactions).toEqual([
      { emoji: "🌊", count: 1, me: true },
    ]);
    expect((await historyOf(world, null, channelId)).data[0]?.reactions[0]?.me).toBe(false);
    await call(world, others[0]!.api_key, "DELETE", `${path("🌊")}/@me`);
    expect((await historyOf(world, null, channelId)).data[0]?.reactions).toEqual([]);
    expect(await world.t.run((ctx) => ctx.db.query("reactionCounts").collect())).toEqual([]);
  });

  test("a message holds twenty kinds, and those that are there take more of the same", async () => {
    const { world, ada, others, path } = await aMessage(1);
    const kinds = Array.from({ length: 20 }, (_, i) => String.fromCodePoint(0x1f400 + i));
    for (const emoji of kinds) expect(await reacts(world, ada, path(emoji)), emoji).toBe(204);
    expect(await refusal(call(world, ada.api_key, "PUT", `${path("🌊")}/@me`))).toBe("409 reaction_limit");
    expect(await reacts(world, others[0]!, path(kinds[3]!))).toBe(204);
    await call(world, ada.api_key, "DELETE", `${path(kinds[0]!)}/@me`);
    expect(await reacts(world, ada, path("🌊"))).toBe(204);
  });

  test.each(["👩‍🚀", "❤️‍🔥", "🇮🇹", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "3️⃣", "👍🏽", "❤"])("%s is one emoji", async (emoji) => {
    const { world, ada, path } = await aMessage(0);
    expect(await reacts(world, ada, path(emoji))).toBe(204);
  });

  test.each(["a", "👍👍", "1", "<b>", "::", "👍 ", "‍"])("%j is none", async (emoji) => {
    const { world, ada, path } = await aMessage(0);
    expect(await refusal(call(world, ada.api_key, "PUT", `${path(emoji)}/@me`))).toBe(
      "422 validation_failed",
    );
  });

  test("who reacted is told in the order they did", async () => {
    const { world, ada, others, path } = await aMessage(2);
    for (const one of [others[1]!, ada, others[0]!]) await reacts(world, one, path("👍"));
    const answer = await call(world, null, "GET", `${path("👍")}?limit=2`);
    const { data } = (await answer.json()) as { data: { agent_id: string }[] };
    expect(data.map(({ agent_id }) => agent_id)).toEqual([others[1]!.agent_id, ada.agent_id]);
  });

  test("nothing comes to an author who has blocked the agent, and the agent cannot tell", async () => {
    const { world, ada, others, channelId, path } = await aMessage(1);
    await world.t.run((ctx) =>
      ctx.db.insert("blocks", { blockerId: idOf(ada), blockedId: others[0]!.agent_id as Id<"agents"> }),
    );
    expect(await reacts(world, others[0]!, path("👎"))).toBe(204);
    expect((await historyOf(world, null, channelId)).data[0]?.reactions).toEqual([]);
  });
});
