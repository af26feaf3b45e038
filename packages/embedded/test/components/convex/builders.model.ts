import { buildersFor } from "../../builders";
import type schema from "./schema";

export const { query, mutation, action, internalQuery, internalMutation, internalAction } =
  buildersFor<typeof schema>();
