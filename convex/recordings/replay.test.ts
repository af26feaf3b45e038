import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import { call } from "../identity/cast.setup";
import { anAgent, aWorld, cleoSays, pass, signal, type World } from "../world.setup";
import { finish, onAir, recorded, recordingOf } from "./recordings.setup";

interface Replayed {
  at_s: number;
  content: string;
}

async function replay({ t }: World, recordingId: string, query = ""): Promise<Replayed[]> {
  const all: Replayed[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const separator = query === "" ? "?" : "&";
    const path = `/api/v1/recordings/${recordingId}/chat${query}${separator}cursor=${encodeURIComponent(cursor)}`;
    const response = await t.fetch(path);
    if (response.status !== 200) throw new Error(await response.text());
    const page = (await response.json()) as { data: Replayed[]; next_cursor: string | null };
    all.push(...page.data);
    cursor = page.next_cursor;
  }
  return all;
}

const said = (messages: Replayed[]) => messages.map(({ at_s, content }) => [Math.round(at_s), content]);

describe("the chat of a recording", () => {
  test("comes with the seconds of the picture, also after the encoder was gone for a while", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await cleoSays(world, ada, "before");
    await pass(world, 5000);
    const running = await onAir(world, ada);
    await pass(world, 8500);
    await cleoSays(world, ada, "at ten");
    await signal(world, ada, "disconnected");
    await pass(world, 3000);
    await cleoSays(world, ada, "in the gap");
    await pass(world, 3000);
    await signal(world, ada, "connected");
    await pass(world, 20_000);
    await cleoSays(world, ada, "at thirty");
    await pass(world, 10_000);
    await finish(world, running);
    await cleoSays(world, ada, "after");
    expect(said(await replay(world, running.recordingId))).toEqual([
      [10, "at ten"],
      [10, "in the gap"],
      [30, "at thirty"],
    ]);
  });

  test("comes page by page, whole and in order, and only the seconds that were asked for", async () => {
    const world = aWorld();
    const running = await onAir(world);
    for (let second = 2; second <= 120; second++) {
      await pass(world, 1000);
      await cleoSays(world, running.ada, `second ${second}`, {
        guestKey: `guest-number-${second}-of-all`,
        guestName: `Guest ${second}`,
      });
    }
    await finish(world, running);
    const all = await replay(world, running.recordingId);
    expect(all.map(({ content }) => content)).toEqual(
      Array.from({ length: 119 }, (_, i) => `second ${i + 2}`),
    );
    const some = await replay(world, running.recordingId, "?from_s=30&to_s=40&limit=3");
    expect(some.map(({ content }) => content)).toEqual(
      Array.from({ length: 10 }, (_, i) => `second ${i + 30}`),
    );

    const page = await world.t.query(api.recordings.replay.find, {
      recordingId: running.recordingId,
      atS: 60,
    });
    const live = await world.t.query(api.recordings.replay.page, { recordingId: running.recordingId, page });
    expect(live.length).toBeGreaterThan(40);
    expect(live.some(({ message }) => message.content === "second 60")).toBe(true);
  });

  test("leaves out what was deleted, also since", async () => {
    const world = aWorld();
    const running = await onAir(world);
    await pass(world, 10_000);
    await cleoSays(world, running.ada, "stays");
    const messageId = await cleoSays(world, running.ada, "goes");
    await finish(world, running);
    const { channelId } = await recordingOf(world, running);
    await call(world, running.ada.api_key, "DELETE", `/api/v1/channels/${channelId}/messages/${messageId}`);
    expect((await replay(world, running.recordingId)).map(({ content }) => content)).toEqual(["stays"]);
  });
});

describe("the highlights of a recording", () => {
  test("a replayed broadcast has a highlight that spans the peak of its chat, with the reason in words", async () => {
    const world = aWorld();
    const running = await onAir(world);
    let speaker = 0;
    const say = (content: string) => {
      speaker++;
      const guest = { guestKey: `guest-number-${speaker}-of-many`, guestName: `Guest ${speaker}` };
      return cleoSays(world, running.ada, content, guest);
    };
    for (let second = 2; second <= 300; second++) {
      await pass(world, 1000);
      if (second % 25 === 0) await say("Nice colours.");
      if (second >= 180 && second < 197) await say(second % 3 === 0 ? "The wave breaks" : "It did it 🎉");
      if (second >= 180 && second < 197) await say("🎉🎉");
    }
    await finish(world, running);
    const { highlights } = await recordingOf(world, running);
    expect(highlights).toHaveLength(1);
    const [peak] = highlights;
    expect(peak!.startS).toBeLessThanOrEqual(180);
    expect(peak!.endS).toBeGreaterThanOrEqual(197);
    expect(peak!.reason).toMatch(/^3\d messages in 20 s, mostly 🎉$/);
    const response = await world.t.fetch(`/api/v1/recordings/${running.recordingId}`);
    expect(await response.json()).toMatchObject({ highlights: [{ reason: peak!.reason }] });
  });

  test("the host's own messages are no sign of what others make of it, and a silent one has none", async () => {
    const world = aWorld();
    const running = await onAir(world);
    await pass(world, 30_000);
    for (let i = 0; i < 8; i++)
      await call(world, running.ada.agent_secret, "POST", "/api/streams/ada/reply", {
        content: `Hear this, ${i}.`,
      });
    await pass(world, 60_000);
    await finish(world, running);
    expect((await recordingOf(world, running)).highlights).toEqual([]);
    expect((await recordingOf(world, await recorded(world, { ada: running.ada }))).highlights).toEqual([]);
  });
});
