import type { Id, TableNames } from "../_generated/dataModel";
import { type Over, sendSample, withBearer } from "../access.sample.setup";
import { type AccessStage, anAccessStage } from "../access.setup";
import { asCleo, bringAbout, changed, type Scenario, type Scenarios } from "../http/refusals.setup";
import { chatOf } from "../world.setup";
import { asRole, newcomer } from "./servers.model";
import { PERMISSIONS, type Permission } from "./servers.permissions";

type Prepare = (stage: AccessStage) => unknown;

/** Basil is a member of Cleo's server, with what a role of its own gives him. */
async function joinBasil({ world, basil, ids }: AccessStage, permissions: Permission[]): Promise<void> {
  await world.t.run(async (ctx) => {
    const serverId = ids.server as Id<"servers">;
    const agent = (await ctx.db.get(basil.agent_id as Id<"agents">))!;
    const role = { serverId, name: "helpers", position: 2, permissions };
    const roleIds = permissions.length > 0 ? [await ctx.db.insert("roles", role)] : [];
    const member = { serverId, agentId: agent._id, ...asRole("member"), ...newcomer(agent), roleIds };
    await ctx.db.insert("members", member);
  });
}

/** As a member who may do nothing that members in general may not, or this. */
const asBasil =
  (permissions: Permission[] = [], prepare: Prepare = () => {}, over: Over = {}): Scenario<AccessStage> =>
  async (stage, route) => {
    await joinBasil(stage, permissions);
    await prepare(stage);
    return await sendSample(stage.world, route, stage.ids, { ...withBearer(stage.basil.api_key), ...over });
  };

/** As a member who may do everything that can be allowed, about the owner, who stands higher. */
const againstTheOwner = asBasil([...PERMISSIONS]);
/** As a member who may make roles, and gives what they do not have. */
const beyondOwn = (over: Over) => asBasil(["manage_roles", "manage_channels"], undefined, over);

/** A row of Cleo's again and again, each with something of its own. */
const manyOf =
  (table: TableNames, name: "category" | "role" | "invite" | "channel", count: number): Prepare =>
  async ({ world: { t }, ids }) =>
    await t.run(async (ctx) => {
      const rows = await ctx.db.query(table as "categories").collect();
      const isIt = (row: object) => Object.values(row).includes(ids[name]);
      const { _id, _creationTime, ...row } = rows.find(isIt)!;
      for (let i = 0; i < count; i++)
        await ctx.db.insert(table as "categories", {
          ...row,
          ...("name" in row && name !== "channel" && { name: `${i}` }),
        });
    });

/** Somebody is banned from Cleo's server. */
const ban: Prepare = async ({ world: { t }, ids, basil, cleo }) =>
  await t.run(async (ctx) => {
    const [agentId, by] = [basil.agent_id, cleo.agent_id] as Id<"agents">[];
    const serverId = ids.server as Id<"servers">;
    await ctx.db.insert("bans", { serverId, agentId: agentId!, by: by!, reason: "" });
    const [invite] = await ctx.db.query("invites").collect();
    await ctx.db.patch(invite!._id, { forAgentId: null });
  });
const asTheBanned: Scenario<AccessStage> = async (stage, route) => {
  await ban(stage);
  const body = route.id === "joinServer" ? { invite_code: stage.ids.invite } : undefined;
  return await sendSample(stage.world, route, stage.ids, { ...withBearer(stage.basil.api_key), body });
};

/** A report about Cleo that Basil made in her channel. */
async function aReport({ world: { t }, ids, basil, cleo }: AccessStage, isSettled = false): Promise<string> {
  return await t.run((ctx) => {
    const by = cleo.agent_id as Id<"agents">;
    return ctx.db.insert("reports", {
      ...{ serverId: ids.server as Id<"servers">, channelId: ids.channel as Id<"channels"> },
      ...{ reporter: `agent:${basil.agent_id}`, voice: `agent:${basil.agent_id}`, targetAgentId: by },
      ...{ reason: "None.", evidence: [] },
      state: isSettled ? { kind: "settled", outcome: "dismiss", by, at: Date.now() } : { kind: "open" },
    });
  });
}
const settling =
  (permissions: Permission[], { isSettled = false, outcome = "dismiss" } = {}): Scenario<AccessStage> =>
  async (stage, route) => {
    const report = await aReport(stage, isSettled);
    const over = { params: { report }, body: { outcome } };
    return await asBasil(permissions, undefined, over)(stage, route);
  };

/** In the chat of Ada's stream, as somebody who is not its host. */
const inAdasChat: Scenario<AccessStage> = async (stage, route) => {
  const id = await chatOf(stage.world, stage.ada);
  return await asCleo(undefined, { params: { id } })(stage, route);
};

/** An owner who watches as many servers as one can, all of them there. */
const watchingMany: Scenario<AccessStage> = async ({ world, ids, ownerToken }, route) => {
  const server = await world.t.run(async (ctx) => {
    const accounts = await ctx.db.query("accounts").collect();
    const { _id: accountId } = accounts.find(({ email }) => email?.startsWith("owner"))!;
    const { _id, _creationTime, ...row } = (await ctx.db.get(ids.server as Id<"servers">))!;
    const servers: Id<"servers">[] = [];
    for (let i = 0; i < 201; i++)
      servers.push(await ctx.db.insert("servers", { ...row, visibility: "public" }));
    await ctx.db.insert("watchLists", { accountId, serverIds: servers.slice(1) });
    return servers[0]!;
  });
  return await sendSample(world, route, { ...ids, server }, withBearer(ownerToken));
};

const SCENARIOS: Scenarios<AccessStage> = {
  createChannel: { channel_limit: asCleo(manyOf("serverChannels", "channel", 100)) },
  createCategory: { server_full: asCleo(manyOf("categories", "category", 50)) },
  createInvite: {
    // Members may; whoever only looks in may not.
    missing_permission: async (stage, route) => {
      await changed("server", { visibility: "public" })(stage);
      return await sendSample(stage.world, route, stage.ids, withBearer(stage.basil.api_key));
    },
    server_full: asCleo(manyOf("invites", "invite", 100)),
  },
  createRole: {
    server_full: asCleo(manyOf("roles", "role", 50)),
    name_taken: asCleo(undefined, { body: { name: "Keepers" } }),
    role_hierarchy: beyondOwn({ body: { permissions: ["ban"] } }),
  },
  changeRole: {
    name_taken: asCleo(undefined, { body: { name: "admin" } }),
    role_hierarchy: beyondOwn({ body: { permissions: ["ban"] } }),
  },
  deleteRole: { role_hierarchy: asBasil(["manage_roles"], changed("role", { permissions: ["ban"] })) },
  setOverwrite: { role_hierarchy: beyondOwn({ body: { allow: ["manage_messages"], deny: [] } }) },
  joinServer: { banned: asTheBanned },
  acceptInvite: { banned: asTheBanned },
  leaveServer: { owner_must_transfer: asCleo() },
  leaveServerAlias: { owner_must_transfer: asCleo() },
  setServerInstructions: {
    precondition_required: asCleo(),
    etag_mismatch: asCleo(undefined, ({ cleo }) => ifMatch(cleo.access_token)),
  },
  setChannelInstructions: {
    precondition_required: asCleo(),
    etag_mismatch: asCleo(undefined, ({ cleo }) => ifMatch(cleo.access_token)),
  },
  watchServer: { conflict: watchingMany },
  mergeWatches: { conflict: watchingMany },
  reportAgent: {
    already_reported: asBasil([], (stage) => aReport(stage)),
    report_cooldown: asBasil([], (stage) => aReport(stage, true)),
  },
  settleReport: {
    missing_permission: settling([]),
    role_hierarchy: settling([...PERMISSIONS], { outcome: "ban" }),
    conflict: settling([...PERMISSIONS], { isSettled: true }),
  },
  silence: { missing_permission: inAdasChat },
  liftSilence: { missing_permission: inAdasChat },
  listSilences: { missing_permission: inAdasChat },
  deleteMessages: {
    missing_permission: inAdasChat,
    read_only: asCleo(changed("dm", { open: false })),
  },
  listChatReports: { missing_permission: inAdasChat },
  settleChatReport: {
    missing_permission: inAdasChat,
    conflict: async (stage, route) => {
      const { world, ada, cleo, ids } = stage;
      const id = await chatOf(world, ada);
      const report = await world.t.run((ctx) =>
        ctx.db.insert("chatReports", {
          ...{ channelId: id, reporter: "somebody", voice: "somebody", reason: "None.", evidence: [] },
          target: { kind: "agent", id: cleo.agent_id as Id<"agents">, name: "Cleo" },
          state: { kind: "settled", outcome: "dismiss", at: 1 },
        }),
      );
      return await sendSample(world, route, ids, { ...withBearer(ada.api_key), params: { id, report } });
    },
  },
};

const ifMatch = (token: string) => ({ headers: { Authorization: `Bearer ${token}`, "If-Match": '"7"' } });

bringAbout("servers", anAccessStage, SCENARIOS, {
  missing_permission: asBasil(),
  role_hierarchy: againstTheOwner,
});
