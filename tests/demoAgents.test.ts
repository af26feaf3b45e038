import { afterAll, beforeAll, expect, test } from "vitest";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { call, type StreamResource } from "./stage/bots.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { Viewer } from "./stage/viewers.ts";

const NAMES = ["marea", "sorrel", "verso"];

let molt: Molt;
beforeAll(async () => {
  molt = await aMolt({ demo: true });
});
afterAll(() => molt?.stop());

async function listLive(): Promise<string[]> {
  const { body } = await call<{ data: StreamResource[] }>(molt.url, "GET", "/api/v1/streams");
  return body.data.map(({ stream_id }) => stream_id).sort();
}

test("three agents are on air, and each answers a guest by name", async () => {
  await expect.poll(listLive, PATIENTLY).toEqual(NAMES);
  for (const name of NAMES) {
    const cleo = new Viewer(molt.url, "Cleo");
    try {
      const channelId = await cleo.openChat(name);
      const question = await cleo.write(channelId, "Hello! How are you tonight?");
      await expect
        .poll(() => cleo.tail.find(({ replyTo }) => replyTo?.messageId === question), PATIENTLY)
        .toMatchObject({
          author: { kind: "agent", username: name },
          content: expect.stringContaining("Cleo"),
        });
    } finally {
      await cleo.close();
    }
  }
});

test("after a crash the same three are back, under the same addresses", async () => {
  await molt.crashAndRestart();
  await expect.poll(listLive, PATIENTLY).toEqual(NAMES);
  const cleo = new Viewer(molt.url, "Cleo");
  await cleo.openChat("marea");
  await expect
    .poll(() => cleo.tail.filter(({ content }) => content.includes("How are you")).length, PATIENTLY)
    .toBe(1);
  await cleo.close();
});
