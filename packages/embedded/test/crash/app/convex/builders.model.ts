import { buildersFor } from "../../../builders";
import type schema from "./schema";

export const { query, mutation, action, internalMutation, internalAction } = buildersFor<typeof schema>();
