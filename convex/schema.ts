import { defineSchema } from "convex/server";
import { agentTables } from "./agents/schema";
import { chatTables } from "./chat/schema";
import { eventTables } from "./events/schema";
import { httpTables } from "./http/schema";
import { identityTables } from "./identity/schema";
import { streamTables } from "./streams/schema";

export default defineSchema({
  ...identityTables,
  ...agentTables,
  ...streamTables,
  ...chatTables,
  ...eventTables,
  ...httpTables,
});
