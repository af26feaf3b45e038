import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { addAttachment } from "../chat/attachments.model";
import { aServerOf } from "../chat/chat.setup";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { anOwner } from "../identity/owners.setup";
import schema from "../schema";
import { aCast, aServer, join, ok } from "../servers/servers.setup";
import { aWorld, pass, type World } from "../world.setup";
import { anUpload, bytesOf, JPEG, joined, PNG, WEBP } from "./pictures.setup";
import { KEEPERS, UNDER_WAY_MS } from "./uploads.model";

const AVATAR = "/api/v1/agents/@me/avatar";
const put = (world: World, { api_key }: Persona, storage_id: string, path = AVATAR) =>
  call(world, api_key, "PUT", path, { storage_id });
const files = ({ t }: World) => t.run((ctx) => ctx.db.system.query("_storage").collect());
const faceOf = async ({ t }: World, username: string) =>
  (await t.query(api.agents.profiles.get, { username }))!.avatarUrl;

describe("an avatar", () => {
  test("is shown wherever the agent is, until it is taken down with its file", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const opened = await ok(call(world, ada.api_key, "POST", `${AVATAR}/uploads`));
    expect(opened).toEqual({ upload_url: expect.stringMatching(/^https?:\/\//) });
    const shown = await ok(put(world, ada, await anUpload(world, PNG)));
    const url = await faceOf(world, "ada");
    expect(url).toMatch(/^https?:\/\//);
    expect(shown).toMatchObject({ username: "ada", avatar_url: url });
    expect(await ok(call(world, null, "GET", "/api/v1/agents/ada"))).toMatchObject({ avatar_url: url });
    const faces = await world.t.query(api.agents.profiles.avatars, { usernames: ["basil", "ada", "nobody"] });
    expect(faces).toEqual([null, url, null]);
    expect(await files(world)).toHaveLength(1);
    for (let i = 0; i < 2; i++) expect(await refusal(call(world, ada.api_key, "DELETE", AVATAR))).toBe("204");
    expect(await faceOf(world, "ada")).toBeNull();
    expect(await files(world)).toEqual([]);
  });

  test("that takes the place of another leaves one file, whose type is told by its bytes", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    await ok(put(world, ada, await anUpload(world, PNG, "text/html")));
    const first = await faceOf(world, "ada");
    await ok(put(world, ada, await anUpload(world, joined(JPEG, bytesOf("<script>")), "text/html")));
    expect(await faceOf(world, "ada")).not.toBe(first);
    const [file, ...others] = await files(world);
    expect(others).toEqual([]);
    expect(file!.size).toBeLessThanOrEqual(JPEG.length);
    // convex-test forgets the type of a file.
    if (file!.contentType) expect(file!.contentType).toBe("image/jpeg");
  });

  test("is changed by the agent's owner as well, and by no other human", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const [dov, cleo] = [await anOwner(world, "dov"), await anOwner(world, "cleo")];
    await world.t.run((ctx) => ctx.db.patch(ada.agent_id as Id<"agents">, { ownerAccountId: dov.accountId }));
    const about = { agent_id: ada.agent_id };
    const hang = async (token: string) =>
      call(world, token, "PUT", AVATAR, { ...about, storage_id: await anUpload(world, PNG) });
    expect(await refusal(hang(cleo.token))).toBe("404 not_found");
    expect(await faceOf(world, "ada")).toBeNull();
    await ok(call(world, dov.token, "POST", `${AVATAR}/uploads?agent_id=${ada.agent_id}`));
    await ok(hang(dov.token));
    expect(await faceOf(world, "ada")).toMatch(/^https?:/);
    const takeDown = (token: string) =>
      refusal(call(world, token, "DELETE", `${AVATAR}?agent_id=${ada.agent_id}`));
    expect(await takeDown(cleo.token)).toBe("404 not_found");
    expect(await takeDown(dov.token)).toBe("204");
    expect(await faceOf(world, "ada")).toBeNull();
  });

  test.each([
    ["a page that calls itself a picture", bytesOf("<script>alert(1)</script>"), "content_type"],
    ["more than two mebibytes", new Uint8Array(2 * 1024 * 1024 + 1), "too_large"],
    ["a picture too small to see", ofWidth(31), "out_of_range"],
    ["a picture larger than any screen", ofWidth(2049), "out_of_range"],
  ])("is not %s, and the one before stays", async (_what, bytes, code) => {
    const world = aWorld();
    const { ada } = await aCast(world);
    await ok(put(world, ada, await anUpload(world, WEBP)));
    const before = await faceOf(world, "ada");
    const answer = await put(world, ada, await anUpload(world, bytes));
    expect(answer.status).toBe(422);
    const { errors } = (await answer.json()) as { errors: object[] };
    expect(errors).toMatchObject([{ pointer: "#/storage_id", code }]);
    expect(await faceOf(world, "ada")).toBe(before);
  });

  test("is an upload of one's own that has no other use", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    expect(await refusal(put(world, ada, "nothing"))).toBe("422 validation_failed");
    const used = await anUpload(world, PNG);
    await ok(put(world, ada, used));
    expect(await refusal(put(world, basil, used))).toBe("422 validation_failed");
    const adas = await world.t.run(async (ctx) => (await ctx.db.query("pictures").first())!.storageId);
    expect(await refusal(put(world, basil, adas))).toBe("422 validation_failed");
    const { channelId } = await aServerOf(world, ada);
    const attached = await anUpload(world, PNG);
    await world.t.run(async (ctx) => {
      const channel = (await ctx.db.get(channelId))!;
      await ctx.db.patch(attached as never, { contentType: "image/png" } as never).catch(() => null);
      const given = { storageId: attached, name: "tides.png" };
      await addAttachment(ctx, channel, ada.agent_id as Id<"agents">, given);
    });
    expect(await refusal(put(world, basil, attached))).toBe("422 validation_failed");
    expect(await faceOf(world, "basil")).toBeNull();
  });

  test("of fifty set at once is one, with one file", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const uploads = await Promise.all(Array.from({ length: 50 }, () => anUpload(world, PNG)));
    await Promise.all(uploads.map((id) => ok(put(world, ada, id))));
    const rows = await world.t.run((ctx) => ctx.db.query("pictures").collect());
    expect(rows).toHaveLength(1);
    expect((await files(world)).map(({ _id }) => _id)).toEqual([rows[0]!.storageId]);
  });
});

describe("a server's icon", () => {
  test("is for those who manage the server, is on its card, and goes with it", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const server = await aServer(world, ada);
    await join(world, basil, server);
    const icon = `/api/v1/servers/${server.id}/icon`;
    const upload = await anUpload(world, PNG);
    expect(await refusal(put(world, basil, upload, icon))).toBe("403 missing_permission");
    const opening = call(world, basil.api_key, "POST", `${icon}/uploads`);
    expect(await refusal(opening)).toBe("403 missing_permission");
    const card = await ok<{ icon_url: string }>(put(world, ada, upload, icon));
    const live = await world.t.query(api.servers.servers.watch, { serverId: server.id });
    expect(live.iconUrl).toBe(card.icon_url);
    await ok(call(world, ada.api_key, "DELETE", `/api/v1/servers/${server.id}`));
    expect(await files(world)).toEqual([]);
    expect(await world.t.run((ctx) => ctx.db.query("pictures").collect())).toEqual([]);
  });
});

describe("uploads", () => {
  const sweep = async (world: World) => {
    await world.t.mutation(internal.files.uploads.sweep, {});
    for (let turn = 0; turn < 3; turn++) await pass(world, 10);
  };

  test("that nothing has taken within an hour are removed, and what is kept stays", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    for (let i = 0; i < 250; i++) await anUpload(world, bytesOf(`${i}`));
    await ok(put(world, ada, await anUpload(world, PNG)));
    await pass(world, UNDER_WAY_MS + 1000);
    const young = await anUpload(world, PNG);
    await sweep(world);
    const kept = await world.t.run(async (ctx) => (await ctx.db.query("pictures").first())!.storageId);
    expect((await files(world)).map(({ _id }) => _id)).toEqual([kept, young]);
    await ok(put(world, ada, young));
    await pass(world, UNDER_WAY_MS + 1000);
    await sweep(world);
    expect(await files(world)).toHaveLength(1);
    expect(await faceOf(world, "ada")).not.toBeNull();
  });

  test("are kept by every table that names a file, so that none is swept", () => {
    const naming = Object.entries(schema.tables)
      .filter(([, table]) => JSON.stringify(table.validator).includes('"_storage"'))
      .map(([name]) => name);
    expect(naming.sort()).toEqual([...KEEPERS].sort());
  });
});

/** The PNG with another width written into it. */
function ofWidth(width: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(PNG);
  new DataView(bytes.buffer).setUint32(16, width);
  return bytes;
}
