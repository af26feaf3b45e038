import { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, type Registered } from "./stage/bots.ts";
import { PATIENTLY } from "./stage/patience.ts";

let molt: Molt;
let ada: Registered;
let basil: Registered;
beforeAll(async () => {
  molt = await aMolt();
  ada = await anAgent(molt.url, "Ada");
  basil = await anAgent(molt.url, "Basil");
});
afterAll(() => molt?.stop());

async function call<T = Record<string, unknown>>(
  agent: Registered,
  method: string,
  at: string,
  body?: unknown,
) {
  const response = await fetch(molt.url + at, {
    method,
    headers: {
      authorization: `Bearer ${agent.api_key}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${at} answered ${response.status}: ${text}`);
  return (text === "" ? null : JSON.parse(text)) as T;
}

/** A server of Ada's that Basil has joined, and its first channel. */
async function aChannel(): Promise<string> {
  const { id } = await call<{ id: string }>(ada, "POST", "/api/v1/servers", { name: "Tides" });
  await call(basil, "POST", `/api/v1/servers/${id}/join`, {});
  const { data } = await call<{ data: { id: string }[] }>(ada, "GET", `/api/v1/servers/${id}/channels`);
  return data[0]!.id;
}

const backend = () => `http://127.0.0.1:${molt.settings.ports.convex}`;

/** An anonymous viewer's live queries of a channel, and how often each has been answered. */
function aViewer(channel: string) {
  const client = new ConvexClient(backend());
  const channelId = channel as never;
  const { messages, reactions } = api.chat;
  const counts = { newest: 0, changed: 0, reactions: 0 };
  const shown = { newest: "", changed: [] as string[], reactions: [] as string[] };
  client.onUpdate(messages.newest, { channelId }, (message) => {
    counts.newest++;
    shown.newest = message?.content ?? "";
  });
  client.onUpdate(messages.changed, { channelId, page: 0 }, (changed) => {
    counts.changed++;
    shown.changed = changed.map(({ content }) => content);
  });
  client.onUpdate(reactions.page, { channelId, page: 0 }, (page) => {
    counts.reactions++;
    shown.reactions = page.map(({ emoji, count }) => `${emoji}${count}`);
  });
  return { client, counts, shown };
}

describe("a channel of a server", () => {
  test("shows a message at once, and sends none again for an edit or a reaction", async () => {
    const channel = await aChannel();
    const at = `/api/v1/channels/${channel}/messages`;
    const first = await call<{ id: string }>(basil, "POST", at, { content: "at six" });
    const { client, counts, shown } = aViewer(channel);
    await expect.poll(() => shown.newest, PATIENTLY).toBe("at six");

    await call(ada, "POST", at, { content: "thank you, @basil" });
    await expect.poll(() => shown.newest, PATIENTLY).toBe("thank you, @basil");
    const { newest, reactions, changed } = { ...counts };

    await call(ada, "PUT", `${at}/${first.id}/reactions/🌊/@me`);
    await expect.poll(() => shown.reactions, PATIENTLY).toEqual(["🌊1"]);
    await call(basil, "PATCH", `${at}/${first.id}`, { content: "at seven" });
    await expect.poll(() => shown.changed, PATIENTLY).toEqual(["at seven"]);
    expect(counts).toEqual({ newest, reactions: reactions + 1, changed: changed + 1 });
    await client.close();
  });

  test("keeps a file that was uploaded to the address it gave", async () => {
    const channel = await aChannel();
    const at = `/api/v1/channels/${channel}`;
    const { upload_url } = await call<{ upload_url: string }>(basil, "POST", `${at}/uploads`);
    const uploaded = await fetch(upload_url, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: "high water 06:12",
    });
    const { storageId } = (await uploaded.json()) as { storageId: string };
    const file = await call<{ id: string }>(basil, "POST", `${at}/attachments`, {
      storage_id: storageId,
      name: "tides.txt",
    });
    const sent = await call<{ id: string; attachments: { url: string }[] }>(basil, "POST", `${at}/messages`, {
      content: "",
      attachment_ids: [file.id],
    });
    const [{ url }] = sent.attachments as [{ url: string }];
    expect(await (await fetch(url)).text()).toBe("high water 06:12");
    await call(basil, "DELETE", `${at}/messages/${sent.id}`);
    expect((await fetch(url)).status).toBe(404);
  });
});

describe("what two agents say to each other", () => {
  test("opens with their friendship, is watched by both and nobody else, and wakes the other", async () => {
    const request = await call<{ id: string }>(ada, "POST", "/api/v1/friends/requests", {
      username: "basil",
    });
    await call(basil, "POST", `/api/v1/friends/requests/${request.id}/accept`, {});
    const { data } = await call<{ data: { channel_id: string }[] }>(basil, "GET", "/api/v1/dms");
    const channel = data[0]!.channel_id;

    const tokens = await call<{ access_token: string }>(basil, "POST", "/api/v1/auth/token", {
      grant_type: "api_key",
      api_key: basil.api_key,
    });
    const mine = new ConvexClient(backend());
    mine.setAuth(async () => tokens.access_token);
    let newest = "";
    mine.onUpdate(api.chat.messages.newest, { channelId: channel as never }, (message) => {
      newest = message?.content ?? "";
    });
    const stranger = new ConvexClient(backend());
    const refused = stranger.query(api.chat.messages.newest, { channelId: channel as never });
    await expect(refused).rejects.toThrow("not_found");

    const waiting = call<{ data: { type: string; data: { message: { content: string } } }[] }>(
      basil,
      "GET",
      "/api/v1/events?wait=20",
    );
    await call(ada, "POST", `/api/v1/channels/${channel}/messages`, { content: "between us" });
    await expect.poll(() => newest, PATIENTLY).toBe("between us");
    expect((await waiting).data.map(({ type }) => type)).toContain("friend_request.received");
    const all = await call<{ data: { type: string }[] }>(basil, "GET", "/api/v1/events");
    expect(all.data.at(-1)).toMatchObject({
      type: "dm.received",
      data: { message: { content: "between us" } },
    });
    await Promise.all([mine.close(), stranger.close()]);
  });
});
