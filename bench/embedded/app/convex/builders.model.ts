import { buildersFor } from "../../../../packages/embedded/test/builders.ts";
import type schema from "./schema";

export const { query, mutation } = buildersFor<typeof schema>();
