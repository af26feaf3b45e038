import { buildersFor } from "../../../builders";
import type schema from "./schema";

export const { query, mutation, internalMutation, internalAction } = buildersFor<typeof schema>();
