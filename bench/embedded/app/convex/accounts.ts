import type { DataModelFromSchemaDefinition, GenericMutationCtx } from "convex/server";
import { v } from "convex/values";
import { mutation } from "./builders.model";
import type schema from "./schema";

type Ctx = GenericMutationCtx<DataModelFromSchemaDefinition<typeof schema>>;

export const openAll = mutation({
  args: { count: v.number(), cents: v.number() },
  returns: v.null(),
  handler: async (ctx, { count, cents }) => {
    for (let number = 0; number < count; number++) await ctx.db.insert("accounts", { number, cents });
    return null;
  },
});

export const transfer = mutation({
  args: { from: v.number(), to: v.number(), cents: v.number() },
  returns: v.null(),
  handler: async (ctx, { from, to, cents }) => {
    const payer = await accountOf(ctx, from);
    const payee = await accountOf(ctx, to);
    await ctx.db.patch(payer._id, { cents: payer.cents - cents });
    await ctx.db.patch(payee._id, { cents: payee.cents + cents });
    return null;
  },
});

async function accountOf(ctx: Ctx, number: number) {
  const account = await ctx.db
    .query("accounts")
    .withIndex("by_number", (q) => q.eq("number", number))
    .unique();
  if (account === null) throw new Error(`There is no account ${number}.`);
  return account;
}
