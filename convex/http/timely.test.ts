import { expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call, refusal } from "../identity/cast.setup";
import { sha256Hex } from "../lib/hash";
import { bearerOf } from "../lib/principal";
import { anAgent, aWorld, chatOf, pass, post, type Registered, type World } from "../world.setup";

vi.setConfig({ testTimeout: 60_000 });

/** Ada, whose API key ends in so many milliseconds. */
async function anAgentWithKeyFor(ms: number) {
  const world = aWorld();
  const ada = await anAgent(world);
  await endKeys(world, Date.now() + ms);
  return { world, ada, channelId: await chatOf(world, ada) };
}

const endKeys = ({ t }: World, expiresAt: number) =>
  t.run(async (ctx) => {
    for (const key of await ctx.db.query("credentials").collect()) {
      if (key.kind === "api_key") await ctx.db.patch(key._id, { expiresAt });
    }
  });

async function tokenOf({ t }: World, { api_key }: Registered): Promise<string> {
  const answer = await post(t, "/api/v1/auth/token", { grant_type: "api_key", api_key });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const reads = (world: World, credential: string, channelId: string) =>
  call(world, credential, "GET", `/api/v1/channels/${channelId}/messages`);

test("a key reads until the moment it ends, however often the same was just read, and not longer", async () => {
  const { world, ada, channelId } = await anAgentWithKeyFor(20_000);
  for (let i = 0; i < 4; i++) {
    expect((await reads(world, ada.api_key, channelId)).status).toBe(200);
    await pass(world, 4_999);
  }
  expect((await reads(world, ada.api_key, channelId)).status).toBe(200);
  await pass(world, 4);
  expect(await refusal(reads(world, ada.api_key, channelId))).toBe("401 key_expired");
});

test("so does a token that rests on a key, and one whose sign-in ends", async () => {
  const { world, ada, channelId } = await anAgentWithKeyFor(20_000);
  const [ofKey, ofLogin] = [await tokenOf(world, ada), await tokenOf(world, ada)];
  for (const token of [ofKey, ofLogin]) expect((await reads(world, token, channelId)).status).toBe(200);
  await world.t.run(async (ctx) => {
    const logins = await ctx.db.query("logins").collect();
    await ctx.db.patch(logins[1]!._id, { expiresAt: Date.now() + 3_000 });
  });
  expect((await reads(world, ofLogin, channelId)).status).toBe(200);
  await pass(world, 3_000);
  expect(await refusal(reads(world, ofLogin, channelId))).toBe("401 token_revoked");
  expect((await reads(world, ofKey, channelId)).status).toBe(200);
  await pass(world, 17_000);
  expect(await refusal(reads(world, ofKey, channelId))).toBe("401 token_revoked");
});

test("a key whose end has come closer since it was let in ends then", async () => {
  const { world, ada, channelId } = await anAgentWithKeyFor(3_600_000);
  expect((await reads(world, ada.api_key, channelId)).status).toBe(200);
  await endKeys(world, Date.now() + 2_000);
  expect((await reads(world, ada.api_key, channelId)).status).toBe(200);
  await pass(world, 2_000);
  expect(await refusal(reads(world, ada.api_key, channelId))).toBe("401 key_expired");
});

test("a poll that waits ends at that moment", async () => {
  const { world, ada } = await anAgentWithKeyFor(3_000);
  const uses = () => world.t.run(async (ctx) => (await ctx.db.query("credentialUses").collect()).length);
  let isOver = false;
  const polling = call(world, ada.api_key, "GET", `/api/streams/${ada.stream_id}/poll?wait=25`).finally(
    () => (isOver = true),
  );
  while ((await uses()) === 0) await vi.advanceTimersByTimeAsync(1); // Now it is let in,
  for (let i = 0; i < 100; i++) await vi.advanceTimersByTimeAsync(1); // and now it waits.
  while (!isOver) {
    await vi.advanceTimersByTimeAsync(100);
    // The clock does not run ahead of the work: a look again is over before the next one is due.
    for (let i = 0; i < 5; i++) await uses();
  }
  expect(await refusal(polling)).toBe("401 key_expired");
});

test("a question for whom the edge has looked needs no look of its own, and no other end is believed", async () => {
  const { world, ada, channelId } = await anAgentWithKeyFor(1_000);
  const shown = { kind: "secret" as const, of: "apiKey" as const, hash: sha256Hex(ada.api_key) };
  const { principal } = await world.t.query(internal.identity.admission.admit, { shown });
  const bearer = bearerOf(principal);
  const ask = (more: object) =>
    world.t.query(internal.chat.messages.history, {
      principal: { ...bearer, ...more },
      channelId: channelId as Id<"channels">,
      place: { kind: "newest" },
      limit: 1,
    } as never);
  await pass(world, 1_000);
  await expect(ask({})).rejects.toThrow("key_expired");
  await expect(ask({ isTimely: true })).resolves.toBeTruthy();
  const proof = { ...bearer.proof, endsAt: bearer.proof.endsAt! + 1 };
  await expect(ask({ isTimely: true, proof })).rejects.toThrow("key_expired");
  await expect(ask({ isTimely: true, proof: { ...proof, endsAt: undefined } })).rejects.toThrow(
    "key_expired",
  );
});
