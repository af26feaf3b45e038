import { query } from "./builders.model.ts";

if (!process.env.NEVER_SET) throw new Error("NEVER_SET is not set");
export const get = query({ args: {}, handler: async () => null });
