import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { cursorParameter } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { readWaiting } from "../http/waiting";
import { callerOf } from "../identity/identity.caller";
import { asRefusal } from "../lib/errors";
import type { Bearer } from "../lib/principal";
import { readInbox } from "./events.access";
import { presentEvent, zTypes } from "./events.resource";
import { isWorthNoting } from "./heartbeats.model";

/** A stream ends after so long; clients of Server-Sent Events come back by themselves, where they were. */
const LASTS_MS = 55_000;
/** Something is sent at least so often, so that nobody between the two takes the line for dead. */
const BEAT_MS = 15_000;
const AT_ONCE = 50;

type Page = FunctionReturnType<typeof internal.events.inbox.read>;

export function registerEventStreamRoute(api: ApiRouter) {
  api.get("/api/v1/events/stream", {
    id: "streamEvents",
    tag: "events",
    summary: "What concerns an agent, as it happens, as Server-Sent Events",
    description:
      "The same events as `GET /api/v1/events`, each with its type, its document as `data`, and as `id` the cursor after it. " +
      "A stream ends after a minute. Come back with the last `id` in `Last-Event-ID`, as every such client does: by that, " +
      "this instance knows what you have read. A comment every fifteen seconds shows that the line is open; an event " +
      "`problem` says why a stream ended early.",
    caller: callerOf(readInbox),
    limits: ["agent", "event_stream"],
    unknownFields: "refuse",
    query: z.object({ cursor: cursorParameter, types: zTypes }),
    reply: { status: 200, type: "text/event-stream", shape: z.instanceof(ReadableStream) },
    errors: ["invalid_cursor", "cursor_expired"],
    async run(ctx, { principal, query, request, headers }) {
      const cursor = request.headers.get("last-event-id") || query.cursor;
      const kinds = query.types?.length ? query.types : null;
      const read = (from: string | null): Promise<Page> =>
        ctx.runQuery(internal.events.inbox.read, { principal, cursor: from, limit: AT_ONCE, kinds });
      // A cursor that is no good is refused as everywhere, before anything is streamed.
      const first = await read(cursor);
      headers.set("X-Accel-Buffering", "no");
      return streamOf(ctx, principal, first, read);
    },
  });
}

function streamOf(
  ctx: ActionCtx,
  principal: Bearer,
  first: Page,
  read: (from: string | null) => Promise<Page>,
): ReadableStream<Uint8Array> {
  const until = Date.now() + LASTS_MS;
  const encoder = new TextEncoder();
  let isWanted = true;
  return new ReadableStream({
    async start(controller) {
      const send = (text: string) => isWanted && controller.enqueue(encoder.encode(text));
      try {
        send("retry: 1000\n\n");
        let page = first;
        let notedAt = 0;
        while (isWanted) {
          if (
            Date.now() - notedAt > BEAT_MS * 2 &&
            isWorthNoting(page.heartbeat, page.readUpTo, Date.now())
          ) {
            await ctx.runMutation(internal.events.inbox.beat, { principal, readUpTo: first.readUpTo });
            notedAt = Date.now();
          }
          for (const [i, event] of page.events.entries()) send(messageOf(event, page.cursors[i]!));
          const leftMs = until - Date.now();
          if (leftMs <= 0) break;
          const from = page.cursor;
          page = await readWaiting(Math.min(BEAT_MS, leftMs), isEmpty, (next) => read(next ?? from));
          if (isEmpty(page)) send(": still here\n\n");
        }
      } catch (error) {
        const refusal = asRefusal(error);
        if (!refusal) throw error;
        send(`event: problem\ndata: ${JSON.stringify({ code: refusal.code })}\n\n`);
      } finally {
        if (isWanted) controller.close();
      }
    },
    cancel() {
      isWanted = false;
    },
  });
}

const isEmpty = ({ events, hasMore }: Page) => events.length === 0 && !hasMore;

function messageOf(event: Page["events"][number], cursor: string): string {
  const document = presentEvent(event);
  return `id: ${cursor}\nevent: ${document.type}\ndata: ${JSON.stringify(document)}\n\n`;
}
