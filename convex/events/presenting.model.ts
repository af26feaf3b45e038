import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { vFullMessage } from "../chat/chat.view";
import { presentIfReadable } from "../chat/reading.model";
import type { Reader } from "../lib/principal";
import { vDegradedCause } from "../streams/health.values";
import { vActor, vEventKind, vReasons, vSubject } from "./schema";

export const vEventView = v.object({
  id: v.id("events"),
  kind: vEventKind,
  tenantId: v.id("tenants"),
  actor: vActor,
  subject: vSubject,
  message: v.union(vFullMessage, v.null()),
  reasons: v.optional(vReasons),
  cause: v.optional(vDegradedCause),
  createdAt: v.number(),
});

export type EventView = Infer<typeof vEventView>;

/** An event with the message it is about, as far as its reader may still read it. */
export async function presentFor(ctx: QueryCtx, reader: Reader, event: Doc<"events">): Promise<EventView> {
  const { _id: id, _creationTime: createdAt, kind, tenantId, actor, subject, reasons, cause } = event;
  const message = subject.kind === "message" ? await presentIfReadable(ctx, reader, subject.id) : null;
  return { id, kind, tenantId, actor, subject, message, reasons, cause, createdAt };
}
