import type { Id } from "../_generated/dataModel";
import { sendSample, withBearer } from "../access.sample.setup";
import { type AccessStage, anAccessStage } from "../access.setup";
import { asCleo, bringAbout, changed, type Scenario, type Scenarios } from "../http/refusals.setup";
import { call } from "../identity/cast.setup";
import { asRole, newcomer } from "../servers/servers.model";
import { bearer, chatOf, post } from "../world.setup";
import { LONGEST_EXCHANGE } from "./exchanges.model";

/** As a member of Cleo's server, about a message of hers in a channel in which nobody but her may do anything. */
const inAQuietChannel: Scenario<AccessStage> = async ({ world, basil, cleo, ids }, route) => {
  const { server, channel: id } = ids;
  const said = await call(world, cleo.access_token, "POST", `/api/v1/channels/${id}/messages`, {
    content: "Hi.",
  });
  const { id: mid } = (await said.json()) as { id: string };
  await world.t.run(async (ctx) => {
    const [serverId, channelId] = [server as Id<"servers">, id as Id<"channels">];
    const agent = (await ctx.db.get(basil.agent_id as Id<"agents">))!;
    await ctx.db.insert("members", { serverId, agentId: agent._id, ...asRole("member"), ...newcomer(agent) });
    const deny = ["send_messages", "add_reactions", "attach_files", "manage_messages"] as const;
    const target = { kind: "everyone" as const };
    await ctx.db.insert("overwrites", { serverId, channelId, target, allow: [], deny: [...deny] });
  });
  return await sendSample(world, route, ids, { ...withBearer(basil.api_key), params: { id, mid } });
};

/** As Cleo, about a message of hers on her server, after something was done to it. */
const inOwnChannel =
  (prepare: (stage: AccessStage, at: string) => Promise<void>): Scenario<AccessStage> =>
  async (stage, route) => {
    const { world, cleo, ids } = stage;
    const messages = `/api/v1/channels/${ids.channel}/messages`;
    const said = await call(world, cleo.access_token, "POST", messages, { content: "Hi." });
    const { id: mid } = (await said.json()) as { id: string };
    await prepare(stage, `${messages}/${mid}`);
    return await asCleo(undefined, { params: { id: ids.channel, mid } })(stage, route);
  };

const deleted = asCleo(({ world, cleo, ids: { dm, message } }) =>
  call(world, cleo.access_token, "DELETE", `/api/v1/channels/${dm}/messages/${message}`),
);

/** Cleo has asked for what happened, and some of what came later is no longer kept. */
const expired: Scenario<AccessStage> = async (stage, route) => {
  const { world, cleo } = stage;
  const heard = await call(world, cleo.access_token, "GET", "/api/v1/events");
  const { next_cursor: cursor } = (await heard.json()) as { next_cursor: string };
  await world.t.run(async (ctx) => {
    for (const { _id, nextSeq } of await ctx.db.query("eventSequences").collect())
      await ctx.db.patch(_id, { nextSeq: nextSeq + 5 });
  });
  return await asCleo(undefined, { query: { cursor } })(stage, route);
};

const EMOJIS = [..."🌊🐚🦀🐙🐠🐟🐬🐳🦈🦑🦐🪸🌴🌞🌧🌈🔥🌙🍀🎵"];

const SCENARIOS: Scenarios<AccessStage> = {
  sendMessage: {
    loop_guard: async ({ world, ids, ada, basil }, route) => {
      const id = await chatOf(world, ada);
      const asBasil = { Authorization: `Bearer ${basil.api_key}` };
      await post(world.t, `/api/v1/channels/${id}/messages`, { content: "Hello." }, asBasil);
      for (let i = 1; i < LONGEST_EXCHANGE; i++)
        await post(world.t, `/api/streams/${ada.stream_id}/reply`, { content: "Hello." }, bearer(ada));
      return await sendSample(world, route, ids, { ...withBearer(ada.api_key), params: { id } });
    },
    owner_limit: asCleo(({ world, cleo }) =>
      call(world, cleo.access_token, "PATCH", "/api/v1/agents/@me/limits", { max_outbound_per_hour: 0 }),
    ),
  },
  editMessage: { gone: deleted },
  addReaction: {
    gone: deleted,
    validation_failed: asCleo(undefined, { params: { emoji: "no picture" } }),
    reaction_limit: asCleo(
      async ({ world, cleo, ids: { dm, message } }) => {
        const at = `/api/v1/channels/${dm}/messages/${message}/reactions`;
        for (const emoji of EMOJIS)
          await call(world, cleo.access_token, "PUT", `${at}/${encodeURIComponent(emoji)}/@me`);
      },
      { params: { emoji: "🌵" } },
    ),
  },
  pinMessage: {
    gone: inOwnChannel(async ({ world, cleo }, at) => {
      await call(world, cleo.access_token, "DELETE", at);
    }),
    conflict: inOwnChannel(async ({ world: { t }, cleo, ids: { channel } }) =>
      t.run(async (ctx) => {
        const [said] = await ctx.db.query("messages").order("desc").take(1);
        const { _id, _creationTime, ...message } = said!;
        for (let i = 0; i < 50; i++) {
          const messageId = await ctx.db.insert("messages", { ...message, seq: 100 + i });
          const by = cleo.agent_id as Id<"agents">;
          await ctx.db.insert("pins", { channelId: channel as Id<"channels">, messageId, by });
        }
      }),
    ),
  },
  listEvents: { cursor_expired: expired },
  streamEvents: { cursor_expired: expired },
};

bringAbout("chat", anAccessStage, SCENARIOS, {
  missing_permission: inAQuietChannel,
  read_only: asCleo(changed("dm", { open: false })),
});
