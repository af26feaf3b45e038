import { describe, expect, test } from "vitest";
import schema from "../schema";
import { anAgent, aWorld, cleoSays, pass, type World } from "../world.setup";
import { parts } from "./accountExport.model";
import { basil, call, cleo, refusal } from "./cast.setup";
import { anOwner, claim, type Owner, settle } from "./owners.setup";

type Records = Record<string, Record<string, unknown>[]>;
interface Page {
  records: Records;
  next_cursor: string | null;
  has_more: boolean;
}

const page = (world: World, { token }: Owner, cursor = "") =>
  call(world, token, "GET", `/api/v1/accounts/@me/export?cursor=${encodeURIComponent(cursor)}`);

/** The whole document, put together from its pages. */
async function exported(world: World, owner: Owner): Promise<{ records: Records; pages: number }> {
  const records: Records = {};
  let [cursor, pages]: [string | null, number] = ["", 0];
  while (cursor !== null) {
    const answer = await page(world, owner, cursor);
    if (answer.status !== 200) throw new Error(await answer.text());
    const { records: some, next_cursor } = (await answer.json()) as Page;
    for (const [kind, list] of Object.entries(some)) records[kind] = [...(records[kind] ?? []), ...list];
    cursor = next_cursor;
    pages++;
  }
  return { records, pages };
}

/** Tables that an export has nothing of, and why. */
const LEFT_OUT: Record<string, string> = {
  // Nobody's own.
  tenants: "holds a name that is the account's or the agent's",
  channels: "is a place; what was said there is in messages",
  channelSequences: "counts messages",
  messageChanges: "says which messages were edited or deleted",
  reactionCounts: "counts reactions",
  liveInputs: "belongs to the video service",
  serverStandings: "counts",
  serverListings: "is where a server is found",
  serverHeads: "counts messages",
  headOrders: "is a reminder",
  serverChannels: "belongs to a server",
  categories: "belongs to a server",
  roles: "belongs to a server",
  overwrites: "belongs to a server",
  invites: "belongs to a server",
  instructions: "belongs to a server",
  serverAudit: "belongs to a server",
  pins: "belongs to a channel",
  followCounts: "counts follows",
  karmaTotals: "sums up karma",
  streamDomains: "is in streams, once it is proved",
  streamTexts: "is where a stream is found",
  speechMonths: "counts what was spoken",
  embeddings: "is where an agent is found",
  embeddingSweeps: "is a reminder",
  fanOuts: "counts whom a broadcast was told to",
  pushes: "is on its way for a moment",
  viewerCounts: "counts viewers",
  streamTopics: "is in streams: the tags and the category",
  clipViews: "counts viewers",
  clipViewers: "is the hash of an open page",
  videoViews: "counts viewers",
  videoViewers: "is the hash of an open page",
  videoJobs: "is how far a video is, which is in videos",
  providerCallbacks: "is the hash of what a provider said",
  renderRemovals: "is a reminder",
  videoMonths: "sums up what is in video_usage",
  videoTasks: "is a reminder",
  personaTasks: "is a reminder",
  personaInputs: "is made souls of within a minute, which are in it",
  voiceSamples: "is gone in a day; its hash is in voices",
  stockVoices: "belongs to the instance",
  videoHooks: "belongs to the instance",
  viewerSessions: "is the hash of an open page",
  viewerSweeps: "is a reminder",
  playlistLooks: "is a reminder",
  formerSlugs: "is where a page leads on from",
  meters: "counts the running minute",
  broadcastMinutes: "is summed up in broadcast_numbers",
  streamHours: "is summed up in broadcast_numbers",
  audienceMembers: "is a hash of somebody who watched",
  quotaNotices: "says whether a limit was told of",
  floors: "says who speaks now",
  inboxLeases: "says who is at work now",
  perceptionLines: "is gone within a day",
  perceptionSequences: "counts lines",
  scenes: "says what is to be seen now",
  auditHeads: "seals the trail",
  cursorKeys: "belongs to the instance",
  searchBackfill: "belongs to the instance",
  couriers: "belongs to the instance",
  uploadSweeps: "belongs to the instance",
  // What others said or did about somebody, and what they decided in confidence.
  reports: "is what others complain of",
  chatReports: "is what others complain of",
  suspensions: "follows from reports",
  bans: "is a server's decision",
  channelBans: "is a server's decision",
  silences: "is a host's decision",
  // Secrets and what guards them.
  challenges: "is spent within minutes",
  emailCodes: "is spent within an hour",
  passwordFailures: "is a hash",
  secondFactors: "is sealed; that it is on, its own route tells",
  idempotencyKeys: "is sealed, and gone after a day",
  // How far and how fast, for a moment.
  credentialUses: "says when a key was last used, which the list of keys tells",
  messagePaces: "counts a minute",
  inboxPositions: "says how far one has read",
  readPositions: "says how far one has read",
  mentions: "is in the messages of others",
  activities: "ends in seconds",
  activityEnds: "ends in seconds",
  availabilities: "says who is there now",
  lastActions: "says who is there now",
  heartbeats: "says how far one has read",
  hourlyCounts: "counts an hour",
  webhookLanes: "says how deliveries go at the moment",
  webhookDeliveries: "tells again, for a few days, what the rest holds",
  events: "tells again, for seven days, what the rest holds",
  eventInbox: "tells again, for seven days, what the rest holds",
  eventSequences: "counts events",
};

describe("an account's export", () => {
  test("has something of every table, or says why not", () => {
    const told = new Set([...parts.map(({ table }) => table as string), ...Object.keys(LEFT_OUT)]);
    const forgotten = Object.keys(schema.tables).filter((table) => !told.has(table));
    expect(forgotten, "name it in the export.model.ts of its domain, or say above why not").toEqual([]);
    expect(Object.keys(LEFT_OUT).filter((table) => !(table in schema.tables))).toEqual([]);
  });

  test("holds the account, its agents and what they did, and names the agent everywhere", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const ada = await anAgent(world);
    await settle(world, ada.api_key, await claim(world, dov, "ada", "login_link"));
    await cleoSays(world, ada, "What others say is theirs.");
    await call(world, ada.agent_secret, "POST", "/api/streams/ada/reply", { content: "Hello, Cleo." });
    await call(world, ada.api_key, "POST", "/api/v1/servers", { name: "Tides" });
    const { records } = await exported(world, dov);
    expect(records.account).toMatchObject([{ id: dov.accountId, email: "dov@example.org" }]);
    expect(records.agents).toMatchObject([{ agent_id: ada.agent_id, username: "ada" }]);
    expect(records.messages).toMatchObject([{ agent_id: ada.agent_id, content: "Hello, Cleo." }]);
    expect(records.keys).toMatchObject([{ agent_id: ada.agent_id, name: "registration" }]);
    expect(records.servers).toMatchObject([{ agent_id: ada.agent_id, name: "Tides" }]);
    expect(records.memberships).toMatchObject([{ agent_id: ada.agent_id, role: "owner" }]);
    expect(records.streams).toMatchObject([{ slug: "ada" }]);
    expect(records.trail!.map(({ kind }) => kind)).toContain("agent.claimed");
    expect(records.account_trail!.map(({ kind }) => kind)).toContain("login.started");
    expect(records.sign_ins![0]!.expires_at).toMatch(/^\d{4}-.*Z$/);
    expect(Object.keys(records)).toEqual(parts.map(({ kind }) => kind));
    expect(JSON.stringify(records)).not.toContain("What others say");
  });

  test("has of an agent what the agent's own export has, and that has nothing else", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const ada = await anAgent(world);
    await settle(world, ada.api_key, await claim(world, dov, "ada", "login_link"));
    await call(world, ada.agent_secret, "POST", "/api/streams/ada/reply", { content: "Hello, Cleo." });
    await call(world, ada.api_key, "POST", "/api/v1/servers", { name: "Tides" });
    const theirs = (await exported(world, dov)).records;
    const own: Records = {};
    for (let cursor: string | null = ""; cursor !== null; ) {
      const path = `/api/v1/agents/@me/export?cursor=${encodeURIComponent(cursor)}`;
      const part = (await (await call(world, ada.api_key, "GET", path)).json()) as Page;
      Object.assign(own, part.records);
      cursor = part.next_cursor;
    }
    const ofAgents = parts.filter(({ scope }) => scope === "agent").map(({ kind }) => kind);
    expect(Object.keys(own)).toEqual(ofAgents);
    for (const kind of ofAgents)
      expect(own[kind], kind).toEqual(theirs[kind]!.map(({ agent_id, ...record }) => record));
    expect(own.messages).toMatchObject([{ content: "Hello, Cleo." }]);
    expect(JSON.stringify(own)).not.toContain("dov@example.org");
  });

  test("holds the broadcasts of every stream, however many there are of one", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const ada = await anAgent(world);
    await settle(world, ada.api_key, await claim(world, dov, "ada", "login_link"));
    const expected = await world.t.run(async (ctx) => {
      const { _id: first, _creationTime, ...rest } = (await ctx.db.query("streams").first())!;
      const another = (slug: string) => ctx.db.insert("streams", { ...rest, slug });
      const [byDay, , byNight] = [await another("by-day"), await another("never"), await another("by-night")];
      const told: string[] = [];
      for (const [i, streamId] of [first, ...Array<typeof first>(150).fill(byDay), byNight].entries()) {
        const state = { kind: "ended" as const, endedAt: i + 1 };
        await ctx.db.insert("broadcasts", { streamId, startedAt: i, state });
        told.push(`${streamId} ${i}`);
      }
      return told;
    });
    const { records } = await exported(world, dov);
    const told = records.broadcasts!.map((one) => `${one.stream_id} ${Date.parse(one.started_at as string)}`);
    expect(told).toEqual(expected);
  });

  test("holds deleted agents too, and nothing of anybody else", async () => {
    const world = aWorld();
    const [dov, eve] = [await anOwner(world), await anOwner(world, "eve")];
    const [mine, theirs] = [await basil(world), await cleo(world)];
    await settle(world, mine.api_key, await claim(world, dov, "basil"));
    await settle(world, theirs.access_token, await claim(world, eve, "cleo"));
    await call(world, mine.api_key, "DELETE", "/api/v1/agents/@me");
    const { records } = await exported(world, dov);
    expect(records.agents).toMatchObject([{ username: "basil", standing: { kind: "deleted" } }]);
    expect(records.soul_texts).toMatchObject([{ text: "# Basil\n\nWrites scripts." }]);
    expect(records.voices).toMatchObject([{ sample_url: "https://example.org/basil.mp3" }]);
    const text = JSON.stringify(records);
    for (const foreign of [theirs.agent_id, eve.accountId, "eve@example.org"]) {
      expect(text).not.toContain(foreign);
    }
  });

  test("holds no secret, and nothing that guards one", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const ada = await anAgent(world);
    const signing = await cleo(world);
    await settle(world, ada.api_key, await claim(world, dov, "ada", "login_link"));
    await settle(world, signing.access_token, await claim(world, dov, "cleo"));
    const text = JSON.stringify((await exported(world, dov)).records);
    const hashes = await world.t.run(async (ctx) => {
      const rows = await ctx.db.query("credentials").collect();
      return rows.map(({ hash }) => hash);
    });
    for (const secret of [
      ada.api_key.slice(12),
      ada.agent_secret.slice(8),
      ada.stream_key,
      dov.token,
      ...hashes,
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/password|rt_|eyJ/i);
  });

  test("of more than one answer holds goes on where it ended, complete and without doubles", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const agents = [await anAgent(world), await anAgent(world, { agent_name: "Basil" })];
    for (const { api_key, stream_id } of agents) {
      await settle(world, api_key, await claim(world, dov, stream_id, "login_link"));
    }
    await world.t.run(async (ctx) => {
      for (const { agent_id, stream_id } of agents) {
        const id = ctx.db.normalizeId("agents", agent_id)!;
        const stream = (await ctx.db.query("streams").collect()).find(({ slug }) => slug === stream_id)!;
        for (let seq = 0; seq < 3000; seq++) {
          const author = { kind: "agent" as const, id, name: stream_id, username: stream_id };
          const { channelId } = stream;
          await ctx.db.insert("messages", { channelId, seq, author, fromHost: true, content: `${seq}` });
        }
      }
    });
    const { records, pages } = await exported(world, dov);
    expect(pages).toBe(2);
    expect(records.messages).toHaveLength(6000);
    expect(new Set(records.messages!.map(({ id }) => id)).size).toBe(6000);
    expect(records.agents).toHaveLength(2);
    expect(records.karma).toEqual([]);
  }, 30_000);

  test("goes on with a cursor of one's own, and with nobody else's", async () => {
    const world = aWorld();
    const [dov, eve] = [await anOwner(world), await anOwner(world, "eve")];
    expect(await refusal(page(world, dov, "AAAA.BBBB"))).toBe("422 invalid_cursor");
    const { encodeCursor } = await import("../http/cursors");
    const ctx = { runQuery: world.t.query, runMutation: world.t.mutation } as never;
    const cursor = await encodeCursor(ctx, `accountExport:account:${dov.accountId}`, [1, 0, ""]);
    expect(await refusal(page(world, dov, cursor))).toBe("200");
    expect(await refusal(page(world, eve, cursor))).toBe("422 invalid_cursor");
  });

  test("needs a recent proof", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    await pass(world, 5 * 60_000);
    expect(await refusal(page(world, dov))).toBe("403 fresh_auth_required");
  });
});
