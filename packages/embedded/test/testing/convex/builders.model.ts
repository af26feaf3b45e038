import { buildersFor } from "../../builders.ts";
import type schema from "./schema.ts";

export const { query, mutation, action, internalQuery, internalMutation, internalAction } =
  buildersFor<typeof schema>();
