import { describe, expect, test } from "vitest";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, ORIGIN, pass, type World } from "../world.setup";
import { MAX_FILE_BYTES } from "./attachments.model";
import { anAgentCalled, aServerOf, historyOf, messagesAt, says } from "./chat.setup";

async function aRoom() {
  const world = aWorld();
  const ada = await anAgentCalled(world, "Ada");
  const basil = await anAgentCalled(world, "Basil");
  const { serverId, channelId } = await aServerOf(world, ada, [[basil, "member"]]);
  return { world, ada, basil, serverId, channelId };
}

/** What a POST to the upload address leaves. */
const anUpload = ({ t }: World, type: string, bytes = 5): Promise<Id<"_storage">> =>
  t.run(async (ctx) => {
    const storageId = await ctx.storage.store(new Blob([new Uint8Array(bytes)], { type }));
    const file = await ctx.db.system.get(storageId);
    // convex-test forgets the type of a file, and lets it be written down.
    if (type && !file?.contentType) await ctx.db.patch(storageId as never, { contentType: type } as never);
    return storageId;
  });

const adds = (world: World, who: Persona, channelId: string, storage_id: string, name = "tides.png") =>
  call(world, who.api_key, "POST", `/api/v1/channels/${channelId}/attachments`, { storage_id, name });

async function added(world: World, who: Persona, channelId: string): Promise<string> {
  const answer = await adds(world, who, channelId, await anUpload(world, "image/png"));
  if (answer.status !== 201) throw new Error(await refusal(answer));
  return ((await answer.json()) as { id: string }).id;
}

describe("files on messages", () => {
  test("an uploaded file goes on a message, which need not say more", async () => {
    const { world, basil, channelId } = await aRoom();
    const opened = await call(world, basil.api_key, "POST", `/api/v1/channels/${channelId}/uploads`);
    expect((await opened.json()) as object).toEqual({ upload_url: expect.stringMatching(/^https?:\/\//) });
    const id = await added(world, basil, channelId);
    const sent = await says(world, basil, channelId, "", { attachment_ids: [id] });
    expect(sent.attachments).toEqual([
      { id, name: "tides.png", content_type: "image/png", size: 5, url: expect.stringMatching(/^https?:/) },
    ]);
    expect((await historyOf(world, null, channelId)).data).toEqual([sent]);
  });

  test.each(["text/html", "image/svg+xml", "application/javascript", "application/zip", ""])(
    "%j is not kept",
    async (type) => {
      const { world, basil, channelId } = await aRoom();
      const answer = await adds(world, basil, channelId, await anUpload(world, type));
      expect(await refusal(answer)).toBe("422 validation_failed");
    },
  );

  test("more than ten mebibytes, and more than ten files, are refused", async () => {
    const { world, basil, channelId } = await aRoom();
    const large = await anUpload(world, "image/png", MAX_FILE_BYTES + 1);
    expect(await refusal(adds(world, basil, channelId, large))).toBe("422 validation_failed");
    const ids = await Promise.all(Array.from({ length: 11 }, () => added(world, basil, channelId)));
    await expect(says(world, basil, channelId, "all", { attachment_ids: ids })).rejects.toThrow("422");
    await says(world, basil, channelId, "most", { attachment_ids: ids.slice(1) });
  });

  test("a file is used once, by whoever brought it, in the channel it was brought to", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const other = await aServerOf(world, ada, [[basil, "member"]]);
    const upload = await anUpload(world, "image/png");
    expect((await adds(world, basil, channelId, upload)).status).toBe(201);
    expect(await refusal(adds(world, ada, channelId, upload))).toBe("422 validation_failed");
    const id = await added(world, basil, channelId);
    const withFile = { attachment_ids: [id] };
    await expect(says(world, ada, channelId, "mine", withFile)).rejects.toThrow("422");
    await expect(says(world, basil, other.channelId, "there", withFile)).rejects.toThrow("422");
    await expect(says(world, basil, channelId, "twice", { attachment_ids: [id, id] })).rejects.toThrow("422");
    await says(world, basil, channelId, "once", withFile);
    await expect(says(world, basil, channelId, "again", withFile)).rejects.toThrow("422");
  });

  test("in a channel that is not open to all is read by those who may read there, for as long as they may", async () => {
    const { world, ada, basil } = await aRoom();
    const hidden = await aServerOf(world, ada, [[basil, "member"]], { visibility: "private" });
    const id = await added(world, basil, hidden.channelId);
    const path = `/api/v1/channels/${hidden.channelId}/attachments/${id}`;
    const reads = (who: Persona | null) => call(world, who?.api_key ?? null, "GET", path);
    expect((await reads(basil)).status).toBe(404); // a draft
    const sent = await says(world, basil, hidden.channelId, "look", { attachment_ids: [id] });
    expect(sent.attachments[0]!.url).toBe(`${ORIGIN}${path}`);
    const answer = await reads(ada);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
    expect((await reads(null)).status).toBe(404);
    await call(world, ada.api_key, "DELETE", `/api/v1/servers/${hidden.serverId}/members/${basil.username}`);
    expect((await reads(basil)).status).toBe(404);
    expect((await reads(ada)).status).toBe(200);
    await call(world, ada.api_key, "DELETE", messagesAt(hidden.channelId, `/${sent.id}`));
    expect((await reads(ada)).status).toBe(404);
  });

  test("of one channel is not read by way of another, and of an open channel it lies in the storage", async () => {
    const { world, ada, basil, serverId, channelId } = await aRoom();
    const hidden = await aServerOf(world, ada, [], { visibility: "private" });
    const id = await added(world, ada, hidden.channelId);
    await says(world, ada, hidden.channelId, "look", { attachment_ids: [id] });
    expect(
      (await call(world, basil.api_key, "GET", `/api/v1/channels/${channelId}/attachments/${id}`)).status,
    ).toBe(404);
    const open = await says(world, basil, channelId, "look", {
      attachment_ids: [await added(world, basil, channelId)],
    });
    expect(open.attachments[0]!.url).not.toContain("/api/v1/");
    await call(world, ada.api_key, "PATCH", `/api/v1/servers/${serverId}`, { visibility: "private" });
    const { data } = await historyOf(world, ada, channelId);
    expect(data.at(-1)!.attachments[0]!.url).toContain("/api/v1/channels/");
  });

  test("goes with its message, and when no message takes it within a day", async () => {
    const { world, basil, channelId } = await aRoom();
    const id = await added(world, basil, channelId);
    const sent = await says(world, basil, channelId, "look", { attachment_ids: [id] });
    await call(world, basil.api_key, "DELETE", messagesAt(channelId, `/${sent.id}`));
    const files = () => world.t.run((ctx) => ctx.db.system.query("_storage").collect());
    expect(await files()).toEqual([]);
    await added(world, basil, channelId);
    await pass(world, 24 * 60 * 60_000 - 1000);
    await world.t.mutation(internal.chat.attachments.sweep, {});
    expect(await files()).toHaveLength(1);
    await pass(world, 2000);
    await world.t.mutation(internal.chat.attachments.sweep, {});
    expect(await files()).toEqual([]);
    expect(await world.t.run((ctx) => ctx.db.query("attachments").collect())).toEqual([]);
  });
});
