import { definePolicy } from "../lib/policy";
import { readIngest } from "../streams/streams.access";

/** What was counted of a stream is for those whose it is. */
export const readAnalytics = definePolicy({ ...readIngest, name: "stream.analytics" });
