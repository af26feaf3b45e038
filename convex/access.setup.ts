import type { Id } from "./_generated/dataModel";
import { openDm } from "./chat/channels.model";
import { SCOPES_OF } from "./identity/accounts.model";
import { basil, call, challenge, cleo, type Persona, refusal, type SignedIn } from "./identity/cast.setup";
import { startLogin } from "./identity/logins.model";
import { newSecret } from "./lib/secrets";
import schema from "./schema";
import { closeJob, openJob } from "./videos/jobs.model";
import { anAgent, aWorld, pass, post, type Registered, WEBHOOK_SECRET, type World } from "./world.setup";

/**
 * The stage for the generated tests of access: Ada, Basil and Cleo, each in a tenant of their own; an observer; an owner;
 * and one credential of every wrong kind.
 */
export const ID_NAMES = [
  ...(["agent", "key", "login", "kid", "claim", "slug", "stream", "broadcast"] as const),
  ...(["server", "channel", "category", "role", "invite", "dm", "message", "request"] as const),
  ...(["passkey", "webhook", "delivery", "notice", "push", "recording", "clip"] as const),
  ...(["persona", "replica"] as const),
  ...(["video", "videoJob"] as const),
] as const;
type IdName = (typeof ID_NAMES)[number];

export interface AccessStage {
  world: World;
  ada: Registered;
  basil: Persona;
  cleo: SignedIn;
  /** Ids of Cleo's things, by the name under which requests carry them. */
  ids: Record<IdName, string>;
  observerToken: string;
  ownerToken: string;
}

/** In a world of its own, or beside another one, whose people have other names. */
export async function anAccessStage(world = aWorld(), suffix = ""): Promise<AccessStage> {
  const named = (name: string) => ({ name: name + suffix, email: `${name}${suffix}@example.org` });
  const ada = await anAgent(world, { agent_name: `Ada${suffix}` });
  const someBasil = await basil(world, named("Basil"));
  const someCleo = await cleo(world, { username: `cleo${suffix}` });
  const made = await call(world, someCleo.access_token, "POST", "/api/v1/keys", { name: "hers" });
  const { key_id } = (await made.json()) as { key_id: string };
  const logins = await call(world, someCleo.access_token, "GET", "/api/v1/auth/logins");
  const [login] = ((await logins.json()) as { data: { id: string }[] }).data;
  const keys = await call(world, someCleo.access_token, "GET", "/api/v1/agents/@me/public-keys");
  const [bound] = ((await keys.json()) as { data: { kid: string }[] }).data;
  return {
    world,
    ada,
    basil: someBasil,
    cleo: someCleo,
    ids: {
      agent: someCleo.agent_id,
      key: key_id,
      login: login!.id,
      kid: bound!.kid,
      claim: await aClaim(world, someCleo.agent_id, suffix),
      slug: ada.stream_id,
      ...(await aPrivateServer(world, someCleo)),
      request: await aFriendRequest(world, someCleo, named("Dov")),
      passkey: await aPasskey(world, suffix),
      ...(await aDm(world, someCleo, named("Somebody"))),
      ...(await aWebhook(world, someCleo)),
      ...(await aVoice(world, someCleo)),
      ...(await aPrivateVideo(world, someCleo, suffix)),
      ...(await aPrivateStream(world, someCleo, suffix)),
      ...(await aNotice(world, someCleo, suffix)),
    },
    observerToken: await aHuman(world, "observer", suffix),
    ownerToken: await aHuman(world, "owner", suffix),
  };
}

/** Somebody, who is nobody of these, has asked Cleo to be a friend. */
async function aFriendRequest(world: World, { agent_id }: SignedIn, named: object): Promise<string> {
  const dov = await basil(world, { ...named });
  const asked = await call(world, dov.api_key, "POST", "/api/v1/friends/requests", { username: agent_id });
  return ((await asked.json()) as { id: string }).id;
}

/** A server that only Cleo is on, with one of everything. */
async function aPrivateServer(world: World, { access_token, agent_id }: SignedIn) {
  const make = async (path: string, body: object) => {
    const answer = await call(world, access_token, "POST", path, body);
    return (await answer.json()) as { id: string; code: string };
  };
  const { id: server } = await make("/api/v1/servers", { name: "Cleo's own", visibility: "private" });
  const at = `/api/v1/servers/${server}`;
  const { id: channel } = await make(`${at}/channels`, { name: "quiet" });
  const { id: category } = await make(`${at}/categories`, { name: "Hers" });
  const { id: role } = await make(`${at}/roles`, { name: "keepers", permissions: [] });
  const { code: invite } = await make(`${at}/invites`, { for_agent: agent_id });
  return { server, channel, category, role, invite };
}

/** Cleo and somebody who is nobody of these write to each other. */
async function aDm(world: World, { agent_id, access_token }: SignedIn, named: object) {
  const other = await basil(world, { ...named });
  const dm = await world.t.run(async (ctx) => {
    const [one, two] = [agent_id, other.agent_id].map((id) => ctx.db.normalizeId("agents", id)!);
    return await openDm(ctx, one!, two!);
  });
  const sent = await call(world, access_token, "POST", `/api/v1/channels/${dm}/messages`, { content: "Hi." });
  return { dm, message: ((await sent.json()) as { id: string }).id };
}

/** A private stream of Cleo's, which was on air once. */
async function aPrivateStream(world: World, { access_token }: SignedIn, suffix: string) {
  const slug = `cleo-alone${suffix.toLowerCase()}`;
  const made = await post(
    world.t,
    "/api/v1/streams",
    { title: "Cleo alone", slug, visibility: "private" },
    { Authorization: `Bearer ${access_token}`, "Idempotency-Key": `private-stream-${slug}` },
  );
  if (made.status !== 201) throw new Error(`The stream was not made: ${await made.text()}`);
  const broadcast = await world.t.run(async (ctx) => {
    const stream = (await ctx.db.query("streams").collect()).find((one) => one.slug === slug)!;
    return await ctx.db.insert("broadcasts", {
      ...{ streamId: stream._id, startedAt: 1, state: { kind: "ended" as const, endedAt: 2 } },
    });
  });
  return { stream: slug, broadcast: broadcast as string, ...(await aPrivateRecording(world, broadcast)) };
}

/** What is kept of a broadcast of Cleo's, and a clip of it. */
async function aPrivateRecording({ t }: World, broadcastId: Id<"broadcasts">) {
  return await t.run(async (ctx) => {
    const broadcast = (await ctx.db.get(broadcastId))!;
    const { _id: streamId, tenantId, agentId, channelId } = (await ctx.db.get(broadcast.streamId))!;
    const common = { tenantId, agentId, streamId, title: "Cleo alone", visibility: "private" as const };
    const recording = await ctx.db.insert("recordings", {
      ...common,
      ...{ broadcastId, channelId, inputUid: "input", videoUid: "video1" },
      ...{ startedAt: 1, spans: [{ from: 1, to: 60_001 }], retentionDays: null, expiresAt: null },
      state: { kind: "ready", endedAt: 60_001, durationS: 60 },
      ...{ chapters: [], highlights: [], isListed: false, isGone: false },
    });
    const clip = await ctx.db.insert("clips", {
      ...common,
      ...{ recordingId: recording, maker: { kind: "agent" as const, id: agentId }, startS: 0, durationS: 10 },
      ...{ isListed: false, chat: null, sourceVideoUid: "video1", trouble: null },
      state: { kind: "ready", videoUid: "video2" },
    });
    return { recording: recording as string, clip: clip as string };
  });
}

/** Who Cleo is, how she talks, and a voice of her own. */
async function aVoice({ t }: World, { agent_id }: SignedIn) {
  return await t.run(async (ctx) => {
    const agentId = ctx.db.normalizeId("agents", agent_id)!;
    const soulId = await ctx.db.insert("souls", {
      ...{ agentId, version: 1, author: { kind: "agent" as const, id: agentId }, bytes: 6 },
      ...{ hash: "none", publicHash: "none", findings: [], restoredFrom: null },
    });
    await ctx.db.insert("soulTexts", { soulId, agentId, text: "# Cleo" });
    const replica = await ctx.db.insert("replicas", {
      ...{ agentId, consentId: null, sampleUrl: "https://example.org/cleo.mp3", sampleHash: null },
      ...{ state: { kind: "waiting" as const }, externalId: null, modelName: null, trouble: null },
    });
    const persona = await ctx.db.insert("personas", {
      ...{ agentId, provider: "tavus" as const, externalId: "p0", state: { kind: "ready" as const, at: 1 } },
      ...{ wish: 1, made: 1, madeVersion: 1, includesPrivate: false, context: "", trouble: null },
      voice: { kind: "default" },
    });
    return { persona: persona as string, replica: replica as string };
  });
}

/** A private video of Cleo's that had failed. */
async function aPrivateVideo({ t }: World, { agent_id }: SignedIn, suffix: string) {
  return await t.run(async (ctx) => {
    const agent = (await ctx.db.get(agent_id as Id<"agents">))!;
    const { _id: agentId, tenantId } = agent;
    const error = { code: "render_failed" as const, message: "It could not be rendered.", isRetryable: true };
    const video = await ctx.db.insert("videos", {
      ...{ agentId, tenantId, code: `Cleo${suffix}`, title: "A secret", script: "A secret.", context: null },
      options: { background: null, aspectRatio: "16:9", captions: false, voiceId: null },
      ...{ visibility: "private", contentHash: "", isDraft: true, timeline: [], month: "2026-11" },
      state: { kind: "failed", error, at: 1 },
      ...{ isCounted: false, isListed: false, isGone: false },
    });
    const videoJob = await openJob(ctx, (await ctx.db.get(video))!);
    await closeJob(ctx, videoJob);
    await ctx.db.insert("videoViews", { videoId: video, agentId, isListed: false, humans: 0, agents: 0 });
    return { video: video as string, videoJob: videoJob._id as string };
  });
}

/** Something was brought to Cleo, where she is called. */
async function aWebhook({ t }: World, { agent_id }: SignedIn) {
  return await t.run(async (ctx) => {
    const webhook = await ctx.db.insert("webhooks", {
      agentId: ctx.db.normalizeId("agents", agent_id)!,
      url: "https://agent.example.org/hook",
      description: "",
      types: ["dm.received"],
      mode: "always",
      state: { kind: "active", since: 1 },
      secretVersion: 1,
    });
    const delivery = await ctx.db.insert("webhookDeliveries", {
      webhookId: webhook,
      parcel: { kind: "test", type: "dm.received" },
      state: { kind: "delivered", at: 1 },
      tries: 1,
      attempts: [],
    });
    return { webhook, delivery };
  });
}

/** Somebody, who is nobody of these, was told of Cleo, in the bell and in a browser. */
async function aNotice({ t }: World, { agent_id }: SignedIn, suffix: string) {
  return await t.run(async (ctx) => {
    const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Elsewhere" });
    const accountId = await ctx.db.insert("accounts", {
      tenantId,
      email: `told${suffix}@example.org`,
      displayName: "Told",
      passwordHash: "none",
      emailVerifiedAt: null,
      deletedAt: null,
    });
    const notice = await ctx.db.insert("notices", {
      ...{ accountId, kind: "stream.live", subjectId: "a broadcast" },
      ...{ agentId: ctx.db.normalizeId("agents", agent_id)!, words: "Tides", path: "/cleo", readAt: null },
    });
    const endpoint = `https://push.example.org/${suffix}`;
    const keys = { p256dh: "none", auth: "none", browser: "" };
    const push = await ctx.db.insert("pushSubscriptions", { accountId, endpoint, ...keys });
    return { notice, push };
  });
}

/** Somebody, who is nobody of these, wants to own Cleo. */
async function aClaim({ t }: World, agentId: string, suffix: string): Promise<string> {
  return await t.run(async (ctx) => {
    const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Elsewhere" });
    const accountId = await ctx.db.insert("accounts", {
      tenantId,
      email: `elsewhere${suffix}@example.org`,
      displayName: "Elsewhere",
      passwordHash: "none",
      emailVerifiedAt: null,
      deletedAt: null,
    });
    const agent = ctx.db.normalizeId("agents", agentId)!;
    const expiresAt = Date.now() + 60_000;
    return await ctx.db.insert("claims", { agentId: agent, accountId, method: "signature", expiresAt });
  });
}

/** A passkey of somebody, who is nobody of these. */
async function aPasskey({ t }: World, suffix: string): Promise<string> {
  return await t.run(async (ctx) => {
    const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Elsewhere" });
    const accountId = await ctx.db.insert("accounts", {
      tenantId,
      email: `somewhere${suffix}@example.org`,
      displayName: "Somewhere",
      passwordHash: "none",
      emailVerifiedAt: 1,
      deletedAt: null,
    });
    return await ctx.db.insert("passkeys", {
      accountId,
      credentialId: `q83vEjRWeJA${suffix}`,
      publicKey: new ArrayBuffer(8),
      name: "theirs",
      transports: [],
      counter: 0,
      isBackedUp: false,
      lastUsedAt: null,
    });
  });
}

async function aHuman({ t }: World, role: "observer" | "owner", suffix: string): Promise<string> {
  const { accessToken } = await t.run(async (ctx) => {
    const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: role });
    const accountId = await ctx.db.insert("accounts", {
      tenantId,
      email: `${role}${suffix}@example.org`,
      displayName: role,
      passwordHash: `pbkdf2-sha256$1$${"A".repeat(22)}$${"A".repeat(43)}`,
      emailVerifiedAt: null,
      deletedAt: null,
    });
    const holder = { kind: "human" as const, accountId, role };
    const scopes = SCOPES_OF[role];
    return await startLogin(ctx, { tenantId, holder, scopes, client: "" });
  });
  return accessToken;
}

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

/** Written by every call that a credential was good for, also by one that is then refused. */
const BOOKKEEPING = ["credentialUses", "idempotencyKeys"];

/** Everything in the database, to be compared. */
export async function everything({ t }: World): Promise<string> {
  const tables = Object.keys(schema.tables).filter((table) => !BOOKKEEPING.includes(table));
  return await t.run(async (ctx) => {
    const rows = await Promise.all(tables.map((table) => ctx.db.query(table as "agents").collect()));
    return JSON.stringify(rows);
  });
}
