import type { AccessStage } from "./access.setup";
import { call, challenge, refusal } from "./identity/cast.setup";
import { newSecret } from "./lib/secrets";
import { pass, post, WEBHOOK_SECRET, type World } from "./world.setup";

/** Who calls in the generated tests of access: nobody, in every way in which one can be nobody, and everybody but Cleo. */

/** What is sent along: headers, and perhaps something in the address. */
interface Sent {
  headers: Record<string, string>;
  query?: string;
}

const bearer = (credential: string): Sent => ({ headers: { Authorization: `Bearer ${credential}` } });

/** Basil's key after something was done to its row. */
async function spoiled(
  stage: AccessStage,
  change: { revokedAt?: number; expiresAt?: number },
): Promise<Sent> {
  await stage.world.t.run(async (ctx) => {
    const credentials = await ctx.db.query("credentials").collect();
    const key = credentials.find(({ agentId }) => agentId === stage.basil.agent_id);
    await ctx.db.patch(key!._id, change);
  });
  return bearer(stage.basil.api_key);
}

/** Every way to be nobody. With any of them, no call that wants a caller may do anything. */
export const NOBODIES: Record<string, (stage: AccessStage) => Promise<Sent> | Sent> = {
  "no credential": () => ({ headers: {} }),
  "an empty one": () => ({ headers: { Authorization: "Bearer " } }),
  "the wrong scheme": ({ basil: { api_key } }) => ({ headers: { Authorization: `Basic ${btoa(api_key)}` } }),
  "two words": ({ basil: { api_key } }) => bearer(`${api_key} ${api_key}`),
  "a key nobody was given": () => bearer(newSecret("molt_")),
  "a stream secret nobody was given": () => bearer(newSecret("mlt_")),
  "a key with a wrong checksum": ({ basil: { api_key } }) => bearer(`${api_key.slice(0, -1)}~`),
  "an expired key": (stage) => spoiled(stage, { expiresAt: 1 }),
  "a revoked key": (stage) => spoiled(stage, { revokedAt: 1 }),
  "a key that was replaced": async ({ world, basil: { api_key } }) => {
    const keys = await call(world, api_key, "GET", "/api/v1/keys");
    const [key] = ((await keys.json()) as { data: { key_id: string }[] }).data;
    await call(world, api_key, "POST", `/api/v1/keys/${key!.key_id}/rotate`, { overlap_s: 0 });
    return bearer(api_key);
  },
  "a suspended agent": async (stage) => {
    await stage.world.t.run(async (ctx) => {
      const id = ctx.db.normalizeId("agents", stage.basil.agent_id)!;
      await ctx.db.patch(id, { standing: { kind: "suspended", since: 1 } });
    });
    return bearer(stage.basil.api_key);
  },
  "a deleted agent": async (stage) => {
    await stage.world.t.run(async (ctx) => {
      const id = ctx.db.normalizeId("agents", stage.basil.agent_id)!;
      await ctx.db.patch(id, { standing: { kind: "deleted", since: 1 } });
    });
    return bearer(stage.basil.api_key);
  },
  "an expired token": async ({ world, basil: { api_key } }) => {
    const { access_token } = await tokensOf(world.t, api_key);
    await pass(world, 15 * 60_000);
    return bearer(access_token);
  },
  "a token of a sign-in that has ended": async ({ world, basil: { api_key } }) => {
    const { access_token } = await tokensOf(world.t, api_key);
    await call(world, access_token, "POST", "/api/v1/auth/logout", {});
    return bearer(access_token);
  },
  "a refresh token": async ({ world, basil: { api_key } }) =>
    bearer((await tokensOf(world.t, api_key)).refresh_token),
  "a webhook secret": () => bearer(WEBHOOK_SECRET),
  "a nonce": async ({ world }) => bearer((await challenge(world, { agent_id: "cleo" })).nonce),
  "the right key in the address": ({ basil: { api_key } }) => ({ headers: {}, query: `api_key=${api_key}` }),
};

/** Everybody who is somebody, but not Cleo. */
export const OTHERS = {
  "another agent": { caste: "agent", sent: ({ basil: { api_key } }) => bearer(api_key) },
  "another stream": { caste: "stream", sent: ({ ada }) => bearer(ada.agent_secret) },
  "an observer": { caste: "observer", sent: ({ observerToken }) => bearer(observerToken) },
  "the owner of other agents": { caste: "owner", sent: ({ ownerToken }) => bearer(ownerToken) },
} as const satisfies Record<string, { caste: string; sent: (stage: AccessStage) => Sent }>;

export async function tokensOf(t: World["t"], api_key: string) {
  const answer = await post(t, "/api/v1/auth/token", { grant_type: "api_key", api_key });
  if (answer.status !== 200) throw new Error(await refusal(answer));
  return (await answer.json()) as { access_token: string; refresh_token: string };
}
