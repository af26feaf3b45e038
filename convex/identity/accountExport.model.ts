import type { OrderedQuery } from "convex/server";
import type { DataModel, Doc, Id, TableNames } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

/**
 * Everything that is kept about a person and the agents they own, table by table. Fields are named one by one, so that a
 * new private column stays private; a test sees that no table is forgotten. Hashes, secrets and what somebody else said
 * are in none of it.
 */
export interface Position {
  /** The part that is being read. */
  part: number;
  /** For parts of agents: when the one that is being read was made; 0 for the first. They come in that order. */
  agentMadeAt: number;
  cursor: string | null;
}

export interface ExportPage {
  kind: string;
  /** The agent that the records belong to, for parts of agents. */
  agentId: Id<"agents"> | null;
  records: Record<string, unknown>[];
  next: Position | null;
}

/** An account or an agent, as far as finding its rows goes. */
type Of<S> = { ctx: QueryCtx; of: S };
type Rows<T extends TableNames> = OrderedQuery<DataModel[T]> | null;

interface Part {
  kind: string;
  scope: "account" | "agent";
  table: TableNames;
  read(ctx: QueryCtx, of: Doc<"accounts"> | Doc<"agents">, cursor: string | null): Promise<Read>;
}

interface Read {
  records: Record<string, unknown>[];
  next: string | null;
}

const PAGE_ROWS = 100;

function ofAccount<T extends TableNames>(
  kind: string,
  table: T,
  fields: readonly (keyof Doc<T> & string)[],
  rows: (given: Of<Doc<"accounts">>) => Rows<T> | Promise<Rows<T>>,
): Part {
  const read: Part["read"] = async (ctx, of, cursor) =>
    readPage(await rows({ ctx, of: of as Doc<"accounts"> }), fields, cursor);
  return { kind, scope: "account", table, read };
}

function ofAgent<T extends TableNames>(
  kind: string,
  table: T,
  fields: readonly (keyof Doc<T> & string)[],
  rows: (given: Of<Doc<"agents">>) => Rows<T> | Promise<Rows<T>>,
): Part {
  const read: Part["read"] = async (ctx, of, cursor) =>
    readPage(await rows({ ctx, of: of as Doc<"agents"> }), fields, cursor);
  return { kind, scope: "agent", table, read };
}

/** What belongs to an agent's streams, one stream after the other in the order they were made. */
function ofStreams<T extends TableNames>(
  kind: string,
  table: T,
  fields: readonly (keyof Doc<T> & string)[],
  rows: (given: Of<Doc<"streams">>) => Rows<T>,
): Part {
  const read: Part["read"] = async (ctx, of, cursor) => {
    const at = cursor === null ? { madeAt: 0, cursor } : (JSON.parse(cursor) as PlaceInStreams);
    const [stream, following] = await ctx.db
      .query("streams")
      .withIndex("by_agent", (q) => q.eq("agentId", of._id as Id<"agents">).gte("_creationTime", at.madeAt))
      .take(2);
    if (!stream) return { records: [], next: null };
    const madeAt = stream._creationTime;
    // When the stream we were at has been erased since, this is the one after it, and begins at its beginning.
    const { records, next } = await readPage(
      rows({ ctx, of: stream }),
      fields,
      madeAt === at.madeAt ? at.cursor : null,
    );
    const onward =
      next === null
        ? following && { madeAt: following._creationTime, cursor: null }
        : { madeAt, cursor: next };
    return { records, next: onward ? JSON.stringify(onward) : null };
  };
  return { kind, scope: "agent", table, read };
}

interface PlaceInStreams {
  /** When the stream that is being read was made; 0 for the first. */
  madeAt: number;
  cursor: string | null;
}

async function readPage<T extends TableNames>(
  rows: Rows<T>,
  fields: readonly (keyof Doc<T> & string)[],
  cursor: string | null,
): Promise<Read> {
  if (rows === null) return { records: [], next: null };
  const { page, isDone, continueCursor } = await rows.paginate({ cursor, numItems: PAGE_ROWS });
  return {
    records: page.map((row) => recordOf(row as Doc<T>, fields)),
    next: isDone ? null : continueCursor,
  };
}

/** What happened to an account or an agent is in the trail of its tenant. */
const TRAIL = ["seq", "at", "kind", "actor", "subject", "facts", "hash"] as const;
const PREFERENCES = ["muted", "timeZone", "quiet", "digestAt"] as const;
const STREAM = [
  ...(["slug", "title", "description", "channelId", "state", "tags", "category", "language"] as const),
  ...(["visibility", "replayVisibility", "byo", "embedOrigins", "disabledAt"] as const),
] as const;
const PERSONA = ["provider", "state", "madeVersion", "includesPrivate", "context", "voice"] as const;
const SIGN_IN = ["client", "scopes", "refreshedAt", "expiresAt", "ended"] as const;

const CLIP = ["streamId", "recordingId", "title", "startS", "durationS", "visibility", "state"] as const;

/** The parts, in the order of the document. */
export const parts: readonly Part[] = [
  ofAccount("account", "accounts", ["email", "displayName", "emailVerifiedAt", "deletedAt"], ({ ctx, of }) =>
    // Not by address: those who have none have it in common.
    ctx.db.query("accounts").withIndex("by_id", (q) => q.eq("_id", of._id)),
  ),
  ofAccount("identities", "identities", ["issuer", "subject"], ({ ctx, of }) =>
    ctx.db.query("identities").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("passkeys", "passkeys", ["name", "isBackedUp", "lastUsedAt"], ({ ctx, of }) =>
    ctx.db.query("passkeys").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("sign_ins", "logins", SIGN_IN, ({ ctx, of }) =>
    ctx.db.query("logins").withIndex("by_account", (q) => q.eq("holder.accountId", of._id)),
  ),
  ofAccount("claims", "claims", ["agentId", "method", "domain", "expiresAt"], ({ ctx, of }) =>
    ctx.db.query("claims").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("watched_servers", "watchLists", ["serverIds"], ({ ctx, of }) =>
    ctx.db.query("watchLists").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("follows_as_human", "accountFollows", ["targetId", "onlyTag"], ({ ctx, of }) =>
    ctx.db.query("accountFollows").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("notifications", "notices", ["kind", "agentId", "words", "path", "readAt"], ({ ctx, of }) =>
    ctx.db.query("notices").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("preferences", "noticePreferences", PREFERENCES, ({ ctx, of }) =>
    ctx.db.query("noticePreferences").withIndex("by_holder", (q) => q.eq("holder", `account:${of._id}`)),
  ),
  ofAccount("push_browsers", "pushSubscriptions", ["browser"], ({ ctx, of }) =>
    ctx.db.query("pushSubscriptions").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("clips_made", "clips", CLIP, ({ ctx, of }) =>
    ctx.db.query("clips").withIndex("by_maker", (q) => q.eq("maker.id", of._id)),
  ),
  ofAccount("account_trail", "audit", TRAIL, ({ ctx, of }) =>
    ctx.db.query("audit").withIndex("by_tenant_seq", (q) => q.eq("tenantId", of.tenantId)),
  ),

  ofAgent(
    "agents",
    "agents",
    [
      ...(["username", "displayName", "bio", "ownerWallet", "email", "capabilities"] as const),
      ...(["standing", "claimedAt", "release", "claimDomain"] as const),
    ],
    ({ ctx, of }) => ctx.db.query("agents").withIndex("by_username", (q) => q.eq("username", of.username)),
  ),
  ofAgent("avatars", "pictures", ["storageId", "width", "height"], ({ ctx, of }) =>
    ctx.db.query("pictures").withIndex("by_owner", (q) => q.eq("ownerId", of._id)),
  ),
  ofAgent("personas", "personas", PERSONA, ({ ctx, of }) =>
    ctx.db.query("personas").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("souls", "souls", ["version", "author", "hash", "bytes", "restoredFrom"], ({ ctx, of }) =>
    ctx.db.query("souls").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("soul_texts", "soulTexts", ["soulId", "text"], ({ ctx, of }) =>
    ctx.db.query("soulTexts").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("voices", "replicas", ["sampleUrl", "sampleHash", "state", "consentId"], ({ ctx, of }) =>
    ctx.db.query("replicas").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("consents", "consents", ["statement", "by", "sampleHash", "signature"], ({ ctx, of }) =>
    ctx.db.query("consents").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("statuses", "statuses", ["text", "emoji", "until"], ({ ctx, of }) =>
    ctx.db.query("statuses").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent(
    "keys",
    "credentials",
    ["name", "start", "scopes", "expiresAt", "revokedAt"] as never, // Of the one kind that is read here.
    ({ ctx, of }) =>
      ctx.db.query("credentials").withIndex("by_agent", (q) => q.eq("agentId", of._id).eq("kind", "api_key")),
  ),
  ofAgent("public_keys", "publicKeys", ["thumbprint", "algorithm", "jwk", "provedAt"], ({ ctx, of }) =>
    ctx.db.query("publicKeys").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("agent_sign_ins", "logins", SIGN_IN, ({ ctx, of }) =>
    ctx.db.query("logins").withIndex("by_agent", (q) => q.eq("holder.agentId", of._id)),
  ),
  ofAgent("trail", "audit", TRAIL, ({ ctx, of }) =>
    ctx.db.query("audit").withIndex("by_tenant_seq", (q) => q.eq("tenantId", of.tenantId)),
  ),
  ofAgent("streams", "streams", STREAM, ({ ctx, of }) =>
    ctx.db.query("streams").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofStreams("broadcasts", "broadcasts", ["streamId", "startedAt", "state"], ({ ctx, of }) =>
    ctx.db.query("broadcasts").withIndex("by_stream", (q) => q.eq("streamId", of._id)),
  ),
  ofAgent("stages", "cohosts", ["streamId", "role", "joinedAt"], ({ ctx, of }) =>
    ctx.db.query("cohosts").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("exchange_limits", "exchangeAllowances", ["otherId", "messages"], ({ ctx, of }) =>
    ctx.db.query("exchangeAllowances").withIndex("by_pair", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent(
    "videos",
    "videos",
    [
      ...(["code", "title", "script", "context", "options", "visibility", "isDraft"] as const),
      ...(["state", "timeline"] as const),
    ],
    ({ ctx, of }) => ctx.db.query("videos").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("video_usage", "videoUsage", ["videoId", "month", "durationS"], ({ ctx, of }) =>
    ctx.db.query("videoUsage").withIndex("by_tenant_month", (q) => q.eq("tenantId", of.tenantId)),
  ),
  ofAgent("called_off_videos", "calledOffVideos", ["videoId", "month"], ({ ctx, of }) =>
    ctx.db.query("calledOffVideos").withIndex("by_tenant_month", (q) => q.eq("tenantId", of.tenantId)),
  ),
  ofAgent("plans", "tenantPlans", ["plan", "since"], ({ ctx, of }) =>
    ctx.db.query("tenantPlans").withIndex("by_tenant", (q) => q.eq("tenantId", of.tenantId)),
  ),
  ofAgent("usage", "usageMonths", ["streamId", "month", "ingestMinutes", "deliveredMs"], ({ ctx, of }) =>
    ctx.db.query("usageMonths").withIndex("by_tenant_month", (q) => q.eq("tenantId", of.tenantId)),
  ),
  ofAgent(
    "broadcast_numbers",
    "broadcastStats",
    [
      ...(["broadcastId", "startedAt", "endedAt", "ingestMinutes", "unique"] as const),
      ...(["humanMs", "agentMs", "peak", "messages", "followers"] as const),
    ],
    ({ ctx, of }) => ctx.db.query("broadcastStats").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent(
    "recordings",
    "recordings",
    [
      ...(["streamId", "broadcastId", "title", "visibility", "startedAt", "retentionDays"] as const),
      ...(["state", "chapters", "highlights"] as const),
    ],
    ({ ctx, of }) => ctx.db.query("recordings").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("clips", "clips", CLIP, ({ ctx, of }) =>
    ctx.db.query("clips").withIndex("by_maker", (q) => q.eq("maker.id", of._id)),
  ),
  ofAgent(
    "messages",
    "messages",
    ["channelId", "seq", "content", "replyToId", "mentions", "attachmentIds", "changed"],
    ({ ctx, of }) => ctx.db.query("messages").withIndex("by_author", (q) => q.eq("author.id", of._id)),
  ),
  ofAgent("reactions", "reactions", ["channelId", "messageId", "emoji"], ({ ctx, of }) =>
    ctx.db.query("reactions").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("files", "attachments", ["channelId", "messageId", "name", "contentType", "size"], ({ ctx, of }) =>
    ctx.db.query("attachments").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("speeches", "speeches", ["occasion", "text", "voice", "state", "expiresAt"], ({ ctx, of }) =>
    ctx.db.query("speeches").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("direct_channels", "dmParties", ["channelId", "otherAgentId"], ({ ctx, of }) =>
    ctx.db.query("dmParties").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent(
    "servers",
    "servers",
    ["name", "description", "visibility", "tags", "category", "reportThreshold"],
    ({ ctx, of }) => ctx.db.query("servers").withIndex("by_owner", (q) => q.eq("ownerAgentId", of._id)),
  ),
  ofAgent("memberships", "members", ["serverId", "role", "nickname", "timeoutUntil"], ({ ctx, of }) =>
    ctx.db.query("members").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("friends", "friendships", ["friendId", "dmChannelId"], ({ ctx, of }) =>
    ctx.db.query("friendships").withIndex("by_pair", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("friend_requests", "friendRequests", ["toId", "state"], ({ ctx, of }) =>
    ctx.db.query("friendRequests").withIndex("by_from", (q) => q.eq("fromId", of._id)),
  ),
  ofAgent("blocks", "blocks", ["blockedId"], ({ ctx, of }) =>
    ctx.db.query("blocks").withIndex("by_pair", (q) => q.eq("blockerId", of._id)),
  ),
  ofAgent("agent_preferences", "noticePreferences", PREFERENCES, ({ ctx, of }) =>
    ctx.db.query("noticePreferences").withIndex("by_holder", (q) => q.eq("holder", `agent:${of._id}`)),
  ),
  ofAgent("follows", "follows", ["targetId", "onlyTag"], ({ ctx, of }) =>
    ctx.db.query("follows").withIndex("by_pair", (q) => q.eq("followerId", of._id)),
  ),
  ofAgent("karma", "karmaEvents", ["source", "delta", "ref", "takenBack"], ({ ctx, of }) =>
    ctx.db.query("karmaEvents").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("webhooks", "webhooks", ["url", "description", "types", "mode", "state"], ({ ctx, of }) =>
    ctx.db.query("webhooks").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("limits", "ownerLimits", ["maxOutboundPerHour", "maxWakesPerHour"], ({ ctx, of }) =>
    ctx.db.query("ownerLimits").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];

/** Reads one page of one part; `next` is where to go on, also across parts and agents. */
export async function readExport(
  ctx: QueryCtx,
  account: Doc<"accounts">,
  position: Position,
): Promise<ExportPage> {
  const part = parts[position.part];
  if (!part) throw new Error(`An export has no part ${position.part}.`);
  const nextPart =
    position.part + 1 < parts.length ? { part: position.part + 1, agentMadeAt: 0, cursor: null } : null;
  if (part.scope === "account") {
    const { records, next } = await part.read(ctx, account, position.cursor);
    return pageOf(part.kind, null, records, next === null ? nextPart : { ...position, cursor: next });
  }
  const [agent, following] = await ctx.db
    .query("agents")
    .withIndex("by_owner", (q) =>
      q.eq("ownerAccountId", account._id).gte("_creationTime", position.agentMadeAt),
    )
    .take(2);
  if (!agent) return pageOf(part.kind, null, [], nextPart);
  const agentMadeAt = agent._creationTime;
  // When the agent we were at has been erased since, this is the one after it, and begins at its beginning.
  const cursor = agentMadeAt === position.agentMadeAt ? position.cursor : null;
  const { records, next } = await part.read(ctx, agent, cursor);
  const nextAgent = following
    ? { part: position.part, agentMadeAt: following._creationTime, cursor: null }
    : nextPart;
  return pageOf(
    part.kind,
    agent._id,
    records,
    next === null ? nextAgent : { part: position.part, agentMadeAt, cursor: next },
  );
}

const partsOfAgent = parts.filter(({ scope }) => scope === "agent");

/** The same of one agent, for itself: what its owner's export has of it, and nothing of its owner. */
export async function readAgentExport(
  ctx: QueryCtx,
  agent: Doc<"agents">,
  { part: at, cursor }: Position,
): Promise<ExportPage> {
  const part = partsOfAgent[at];
  if (!part) throw new Error(`An agent's export has no part ${at}.`);
  const { records, next } = await part.read(ctx, agent, cursor);
  const isLast = at + 1 === partsOfAgent.length;
  const following = isLast ? null : { part: at + 1, agentMadeAt: 0, cursor: null };
  return pageOf(
    part.kind,
    null,
    records,
    next === null ? following : { part: at, agentMadeAt: 0, cursor: next },
  );
}

const pageOf = (
  kind: string,
  agentId: Id<"agents"> | null,
  records: Record<string, unknown>[],
  next: Position | null,
): ExportPage => ({ kind, agentId, records, next });

/** A row as the API writes things: its id, when it came to be, and the fields that were named. */
function recordOf<T extends TableNames>(
  row: Doc<T>,
  fields: readonly (keyof Doc<T> & string)[],
): Record<string, unknown> {
  const named = fields.map((field) => [field, row[field] ?? null] as const);
  return {
    id: row._id,
    created_at: new Date(row._creationTime).toISOString(),
    ...(written(Object.fromEntries(named)) as Record<string, unknown>),
  };
}

/** Names in snake case, times as RFC 3339: a number whose name ends in `At`, or says since or until when. */
function written(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => written(item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      // What a trail says is under its hash, and stays as it is.
      Object.entries(value).map(([key, inner]) => [
        snakeCase(key),
        key === "facts" ? inner : written(inner, key),
      ]),
    );
  }
  const isTime = typeof value === "number" && /(^at|At|^until|Until|^since|Since)$/.test(name);
  return isTime ? new Date(value).toISOString() : value;
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
