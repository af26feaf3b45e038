import { defineSchema } from "convex/server";
import { agentTables } from "./agents/schema";
import { analyticsTables } from "./analytics/schema";
import { chatTables } from "./chat/schema";
import { cohostTables } from "./cohosts/schema";
import { discoveryTables } from "./discovery/schema";
import { eventTables } from "./events/schema";
import { fileTables } from "./files/schema";
import { httpTables } from "./http/schema";
import { identityTables } from "./identity/schema";
import { noticeTables } from "./notices/schema";
import { perceptionTables } from "./perception/schema";
import { personaTables } from "./personas/schema";
import { recordingTables } from "./recordings/schema";
import { serverTables } from "./servers/schema";
import { sharingTables } from "./sharing/schema";
import { socialTables } from "./social/schema";
import { speechTables } from "./speech/schema";
import { streamTables } from "./streams/schema";
import { usageTables } from "./usage/schema";
import { videoTables } from "./videos/schema";
import { webhookTables } from "./webhooks/schema";

export default defineSchema({
  ...identityTables,
  ...agentTables,
  ...personaTables,
  ...streamTables,
  ...recordingTables,
  ...videoTables,
  ...analyticsTables,
  ...usageTables,
  ...cohostTables,
  ...perceptionTables,
  ...chatTables,
  ...serverTables,
  ...socialTables,
  ...eventTables,
  ...webhookTables,
  ...noticeTables,
  ...discoveryTables,
  ...speechTables,
  ...sharingTables,
  ...fileTables,
  ...httpTables,
});
