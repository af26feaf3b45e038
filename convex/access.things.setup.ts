import type { Id } from "./_generated/dataModel";
import { openDm } from "./chat/channels.model";
import { SCOPES_OF } from "./identity/accounts.model";
import { basil, call, type SignedIn } from "./identity/cast.setup";
import { startLogin } from "./identity/logins.model";
import { closeJob, openJob } from "./videos/jobs.model";
import { post, type World } from "./world.setup";

/** What the generated tests of access are about: one thing of Cleo's of each kind, that nobody else may have. */

/** Somebody, who is nobody of these, has asked Cleo to be a friend. */
export async function aFriendRequest(world: World, { agent_id }: SignedIn, named: object): Promise<string> {
  const dov = await basil(world, { ...named });
  const asked = await call(world, dov.api_key, "POST", "/api/v1/friends/requests", { username: agent_id });
  return ((await asked.json()) as { id: string }).id;
}

/** A server that only Cleo is on, with one of everything. */
export async function aPrivateServer(world: World, { access_token, agent_id }: SignedIn) {
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
export async function aDm(world: World, { agent_id, access_token }: SignedIn, named: object) {
  const other = await basil(world, { ...named });
  const dm = await world.t.run(async (ctx) => {
    const [one, two] = [agent_id, other.agent_id].map((id) => ctx.db.normalizeId("agents", id)!);
    return await openDm(ctx, one!, two!);
  });
  const sent = await call(world, access_token, "POST", `/api/v1/channels/${dm}/messages`, { content: "Hi." });
  return { dm, message: ((await sent.json()) as { id: string }).id };
}

/** A private stream of Cleo's, which was on air once. */
export async function aPrivateStream(world: World, { access_token }: SignedIn, suffix: string) {
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
export async function aVoice({ t }: World, { agent_id }: SignedIn) {
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
export async function aPrivateVideo({ t }: World, { agent_id }: SignedIn, suffix: string) {
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
export async function aWebhook({ t }: World, { agent_id }: SignedIn) {
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
export async function aNotice({ t }: World, { agent_id }: SignedIn, suffix: string) {
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
export async function aClaim({ t }: World, agentId: string, suffix: string): Promise<string> {
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
export async function aPasskey({ t }: World, suffix: string): Promise<string> {
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

export async function aHuman({ t }: World, role: "observer" | "owner", suffix: string): Promise<string> {
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
