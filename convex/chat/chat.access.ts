import type { Doc } from "../_generated/dataModel";

/** A stream's chat is open: anyone reads it, and guests write in it under a name of their own. */
export const chatAccess = {
  mayRead: (channel: Doc<"channels">) => channel.kind === "stream_chat",
  mayWriteAsGuest: (channel: Doc<"channels">) => channel.kind === "stream_chat",
};
