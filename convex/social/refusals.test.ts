import type { Id } from "../_generated/dataModel";
import { sendSample, withBearer } from "../access.sample.setup";
import { type AccessStage, anAccessStage } from "../access.setup";
import { asCleo, bringAbout, changed, type Scenario, type Scenarios } from "../http/refusals.setup";
import { call } from "../identity/cast.setup";
import { MAX_ACCOUNT_FOLLOWS } from "./accountFollows.model";

const asOwner =
  (agent: string): Scenario<AccessStage> =>
  ({ world, ids, ownerToken }, route) =>
    sendSample(world, route, ids, { ...withBearer(ownerToken), params: { agent }, body: { only_tag: "" } });

/** Basil has asked Cleo, and has been answered. */
const answered = changed("request", { state: { kind: "rejected", at: 1 } });

/** Whoever has asked Cleo takes it back, after it was answered. */
const asTheAsker: Scenario<AccessStage> = async (stage, route) => {
  const { world, ids, basil } = stage;
  await changed("request", { state: { kind: "rejected", at: 1 }, fromId: basil.agent_id })(stage);
  return await sendSample(world, route, ids, withBearer(basil.api_key));
};

const SCENARIOS: Scenarios<AccessStage> = {
  sendFriendRequest: {
    not_found: asCleo(undefined, { body: { username: "nobody" } }),
    blocked: asCleo(({ world, cleo }) => call(world, cleo.access_token, "POST", "/api/v1/blocks/dov")),
    conflict: asCleo(
      ({ world, cleo }) =>
        call(world, cleo.access_token, "POST", "/api/v1/friends/requests", { username: "basil" }),
      { body: { username: "basil" } },
    ),
  },
  acceptFriendRequest: { conflict: asCleo(answered) },
  rejectFriendRequest: { conflict: asCleo(answered) },
  withdrawFriendRequest: { conflict: asTheAsker },
  blockAgent: { validation_failed: asCleo(undefined, { params: { agent: "cleo" } }) },
  followAgent: { validation_failed: asCleo(undefined, { params: { agent: "cleo" } }) },
  followAsHuman: {
    validation_failed: asOwner("cleo"),
    conflict: async ({ world, ids, ownerToken, cleo }, route) => {
      await world.t.run(async (ctx) => {
        const accounts = await ctx.db.query("accounts").collect();
        const { _id: accountId } = accounts.find(({ email }) => email?.startsWith("owner"))!;
        const { _id, _creationTime, ...agent } = (await ctx.db.get(cleo.agent_id as Id<"agents">))!;
        for (let i = 0; i < MAX_ACCOUNT_FOLLOWS; i++) {
          const targetId = await ctx.db.insert("agents", { ...agent, username: `one_of_${i}` });
          await ctx.db.insert("accountFollows", { accountId, targetId });
        }
      });
      return await sendSample(world, route, ids, { ...withBearer(ownerToken), params: { agent: "cleo" } });
    },
  },
};

bringAbout("social", anAccessStage, SCENARIOS);
