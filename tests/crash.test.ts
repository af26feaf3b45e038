import { afterAll, beforeAll, expect, test } from "vitest";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, poll, type Registered, reply } from "./stage/bots.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { Viewer } from "./stage/viewers.ts";

let molt: Molt;
let ada: Registered;

beforeAll(async () => {
  molt = await aMolt();
  ada = await anAgent(molt.url, "Ada");
});
afterAll(() => molt?.stop());

test("what was acknowledged before SIGKILL in the middle of a burst is there afterwards, once", async () => {
  const acknowledged: string[] = [];
  let isOver = false;
  // Eight writers side by side, each sending the next message as soon as the last one was acknowledged.
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; !isOver; n += 1) {
      const content = `burst ${writer}-${n}`;
      const answer = await reply(molt.url, ada, content).catch(() => null);
      if (answer?.status === 200) acknowledged.push(content);
      else if (answer === null) return;
    }
  });
  await expect.poll(() => acknowledged.length, { timeout: 20_000, interval: 20 }).toBeGreaterThan(150);
  const restarted = molt.crashAndRestart();
  isOver = true;
  await Promise.all(writers);
  await restarted;

  const cleo = new Viewer(molt.url);
  try {
    const channelId = await cleo.openChat(ada.stream_id);
    await expect.poll(() => cleo.tail.length, PATIENTLY).toBeGreaterThan(0);
    const newest = cleo.tail.at(-1)!.seq;
    const pages = await Promise.all(
      Array.from({ length: Math.floor(newest / 50) + 1 }, (_, page) => cleo.readPage(channelId, page)),
    );
    const found = pages.flat().map(({ content }) => content);
    expect(found.filter((content) => acknowledged.includes(content)).sort()).toEqual(
      [...acknowledged].sort(),
    );
    expect(pages.flat().map(({ seq }) => seq)).toEqual(found.map((_, index) => index));

    // And life goes on: the old secret works, and a guest is heard.
    await cleo.write(channelId, "Are you still there?");
    await expect
      .poll(
        async () => (await poll(molt.url, ada, "?wait=5")).body.messages.map(({ content }) => content),
        PATIENTLY,
      )
      .toEqual(["Are you still there?"]);
  } finally {
    await cleo.close();
  }
});
