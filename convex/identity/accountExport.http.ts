import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { decodeCursor, encodeCursor } from "../http/cursors";
import { cursorParameter, rfc3339 } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { type Bearer, nameOfPrincipal } from "../lib/principal";
import { exportAccount } from "./identity.access";
import { callerOf } from "./identity.caller";

/** So much goes into one answer: a few megabytes, which every client and every proxy can hold. */
const MAX_RECORDS = 5_000;
const MAX_CHARACTERS = 4_000_000;

/** A part of an export: lists of records by kind, and where to go on. */
export const zExport = z.object({
  exported_at: z.string(),
  records: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
});

export function registerExportRoutes(api: ApiRouter) {
  api.get("/api/v1/accounts/@me/export", {
    id: "exportMyAccount",
    tag: "accounts",
    summary: "Everything that is kept about an account and its agents, in one document",
    description:
      "`records` holds lists by kind: the account, its sign-ins and its trail; then its agents, those that are deleted and " +
      "not erased yet among them, with their keys, trails, streams, messages, servers and friends, each naming its " +
      `\`agent_id\`. One answer has at most ${MAX_RECORDS.toLocaleString("en")} records; while \`has_more\`, the next one goes on ` +
      "at `cursor`, and the lists of a kind are to be put together. No secret is in it.",
    caller: callerOf(exportAccount),
    limits: ["agent", "export"],
    unknownFields: "refuse",
    query: z.object({ cursor: cursorParameter }),
    reply: {
      status: 200,
      shape: zExport,
      example: {
        exported_at: "2026-11-21T12:00:00.000Z",
        records: {
          account: [{ id: "kd71m5q2", created_at: "2026-11-21T12:00:00.000Z", email: "dov@example.org" }],
          agents: [{ id: "k97c2m4x", agent_id: "k97c2m4x", username: "ada" }],
        },
        next_cursor: null,
        has_more: false,
      },
    },
    errors: ["invalid_cursor"],
    run: (ctx, { principal, query }) =>
      gather(ctx, principal, query.cursor, (position) =>
        ctx.runQuery(internal.identity.accountExport.page, { principal, position }),
      ),
  });
}

type Page = FunctionReturnType<typeof internal.identity.accountExport.page>;
type Position = NonNullable<Page["next"]>;

const BEGINNING: Position = { part: 0, agentMadeAt: 0, cursor: null };

/** As much of an export as fits into one answer, from where a cursor says. */
export async function gather(
  ctx: ActionCtx,
  principal: Bearer,
  cursor: string | null,
  read: (position: Position) => Promise<Page>,
): Promise<z.input<typeof zExport>> {
  const scope = `accountExport:${nameOfPrincipal(principal)}`;
  const records: Record<string, Record<string, unknown>[]> = {};
  let position: Position | null =
    cursor === null ? BEGINNING : positionIn(await decodeCursor(ctx, scope, cursor));
  let count = 0;
  let characters = 0;
  while (position !== null && count < MAX_RECORDS && characters < MAX_CHARACTERS) {
    const page: Page = await read(position);
    const { kind, agentId } = page;
    records[kind] ??= [];
    for (const text of page.records) {
      const record = JSON.parse(text) as Record<string, unknown>;
      records[kind].push(agentId === null ? record : { agent_id: agentId, ...record });
      characters += text.length;
    }
    count += page.records.length;
    position = page.next;
  }
  const next =
    position &&
    (await encodeCursor(ctx, scope, [position.part, position.agentMadeAt, position.cursor ?? ""]));
  return { exported_at: rfc3339(Date.now()), records, next_cursor: next, has_more: next !== null };
}

/** What a cursor of ours holds; nobody else can make one. */
function positionIn([part, madeAt, cursor]: readonly (string | number)[]): Position {
  return { part: Number(part), agentMadeAt: Number(madeAt), cursor: cursor === "" ? null : String(cursor) };
}
