import { makeFunctionReference } from "convex/server";
import { v } from "convex/values";
import { action } from "./builders.model";

/** Calls a query by a name that need not exist; returns what went wrong. */
export const callsByName = action({
  args: { name: v.string() },
  handler: async (ctx, { name }): Promise<string> => {
    try {
      return JSON.stringify(await ctx.runQuery(makeFunctionReference<"query">(name), {}));
    } catch (error) {
      return (error as Error).message;
    }
  },
});

/** Logs lines of which the later ones come after a while. */
export const talks = action({
  args: { ms: v.number() },
  handler: async (_, { ms }) => {
    console.log("begins");
    await new Promise((resolve) => setTimeout(resolve, ms));
    console.warn("goes on");
    await new Promise((resolve) => setTimeout(resolve, ms));
    console.log("ends");
  },
});
