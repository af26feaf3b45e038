import { identityOf } from "../auth/identity.ts";
import type { TokenSigner } from "../auth/signer.ts";
import type { Files } from "../files/files.ts";
import { fileHandlers } from "../files/syscalls.ts";
import { Cursor } from "../query/cursor.ts";
import type { CursorCodec } from "../query/pagination.ts";
import { readPage } from "../query/pagination.ts";
import { planQuery, type QueryJson } from "../query/plan.ts";
import { canonicalText, int64Json, type Json, type JsonObject } from "../values/json.ts";
import { Database, type Schema } from "./database.ts";
import type { TransactionFrame } from "./frame.ts";
import { type FunctionAddress, functionHandle, resolveAddress, type Target } from "./functions.ts";

/** What the syscalls of a transaction need from the rest of the runtime. */
export interface TransactionServices {
  readonly cursors: CursorCodec;
  readonly files: Files;
  readonly signer: TokenSigner;
  schemaOf(component: string): Schema;
  currentTs(): bigint;
  /** Runs another function inside the caller's transaction and returns its result as text. */
  runNested(
    frame: TransactionFrame,
    udfType: "query" | "mutation",
    target: Target,
    args: JsonObject,
  ): Promise<string>;
  schedule(frame: TransactionFrame, target: Target, dueMs: number, args: JsonObject): string;
  cancelJob(frame: TransactionFrame, id: string): void;
}

type Handler = (
  services: TransactionServices,
  frame: TransactionFrame,
  args: JsonObject,
) => string | Promise<string>;

const database = (services: TransactionServices, frame: TransactionFrame) =>
  new Database(frame.tx, frame.component, services.schemaOf(frame.component));

function requireMutation(frame: TransactionFrame, op: string): void {
  if (frame.kind !== "mutation")
    throw new Error(`Unknown async operation ${op}: it is available in mutations only.`);
}

function tooManyPaginates(): Error {
  return new Error(
    "This query or mutation function ran multiple paginated queries. Convex only supports a single paginated query in each function.",
  );
}

/** Operations that answer at once, called with `Convex.syscall`. */
export const syncHandlers = handlersOf<
  (services: TransactionServices, frame: TransactionFrame, args: JsonObject) => string
>({
  "1.0/queryStream": (_, frame, args) => {
    const plan = planQuery(frame.tx, frame.component, args.query as unknown as QueryJson);
    const queryId = frame.cursors.size;
    frame.cursors.set(queryId, new Cursor(frame.tx, plan));
    return `{"queryId":${queryId}}`;
  },
  "1.0/queryCleanup": (_, frame, args) => {
    frame.cursors.get(args.queryId as number)?.close();
    return "true";
  },
  "1.0/db/normalizeId": (services, frame, args) =>
    JSON.stringify({
      id: database(services, frame).normalizeId(args.table as string, String(args.idString)),
    }),
  "1.0/getSnapshotTs": (services) => JSON.stringify(int64Json(services.currentTs())),
});

export const RUN_NESTED = "1.0/runUdf";

/** Operations that may wait for nested calls, called with `Convex.asyncSyscall`. */
export const asyncHandlers = handlersOf<Handler>({
  ...fileHandlers,
  "1.0/queryStreamNext": (_, frame, args) => {
    const cursor = frame.cursors.get(args.queryId as number);
    if (!cursor) throw new Error("Query is already finished");
    const text = cursor.next();
    return text === null ? '{"value":null,"done":true}' : `{"value":${text},"done":false}`;
  },
  "1.0/queryPage": (services, frame, args) => {
    if (frame.component !== "") throw new Error("paginate() is only supported in the app.");
    if (frame.paginated) throw tooManyPaginates();
    frame.paginated = true;
    const plan = planQuery(frame.tx, frame.component, args.query as unknown as QueryJson);
    const given = args.endCursor as string | null | undefined;
    const { journalIn } = frame;
    // Another user's query may have other bounds; where its earlier self ended then means nothing.
    const journal =
      journalIn !== null && services.cursors.fits(plan.fingerprint(), journalIn) ? journalIn : null;
    const result = readPage(
      frame.tx,
      plan,
      {
        cursor: (args.cursor as string | null) ?? null,
        endCursor: given ?? journal,
        pageSize: args.pageSize as number,
        maximumRowsRead: args.maximumRowsRead as number | null,
        maximumBytesRead: args.maximumBytesRead as number | null,
      },
      services.cursors,
    );
    // Without an end of its own, the page remembers where it stopped, so that its re-runs stop there too.
    if (given === null || given === undefined) frame.journalOut = result.continueCursor;
    const { page, ...rest } = result;
    return `{"page":[${page.join(",")}],${JSON.stringify(rest).slice(1)}`;
  },
  "1.0/get": (services, frame, args) =>
    database(services, frame).get(args.id as string, optional(args.table), args.isSystem === true) ?? "null",
  "1.0/count": (_, frame, args) => {
    const plan = planQuery(frame.tx, frame.component, {
      source: { type: "FullTableScan", tableName: args.table as string, order: null },
      operators: [],
    });
    const cursor = new Cursor(frame.tx, plan);
    let count = 0;
    while (cursor.next() !== null) count++;
    return String(count);
  },
  "1.0/insert": (services, frame, args) => {
    requireMutation(frame, "1.0/insert");
    return JSON.stringify({ _id: database(services, frame).insert(args.table as string, args.value!) });
  },
  "1.0/shallowMerge": (services, frame, args) => {
    requireMutation(frame, "1.0/shallowMerge");
    return database(services, frame).patch(args.id as string, optional(args.table), args.value as JsonObject);
  },
  "1.0/replace": (services, frame, args) => {
    requireMutation(frame, "1.0/replace");
    return database(services, frame).replace(
      args.id as string,
      optional(args.table),
      args.value as JsonObject,
    );
  },
  "1.0/remove": (services, frame, args) => {
    requireMutation(frame, "1.0/remove");
    return database(services, frame).remove(args.id as string, optional(args.table));
  },
  [RUN_NESTED]: (services, frame, args) => {
    const udfType = args.udfType as unknown as "query" | "mutation" | "snapshotQuery";
    if (udfType === "mutation") requireMutation(frame, RUN_NESTED);
    const target = resolveAddress(frame.component, args as unknown as FunctionAddress);
    // One writer at a time: the newest snapshot is the only one, and a stale read is as fresh as any other.
    const run = () =>
      services.runNested(
        frame,
        udfType === "mutation" ? "mutation" : "query",
        target,
        args.args as JsonObject,
      );
    const budget = (args.transactionLimits ?? {}) as Record<string, number>;
    return frame.tx.usage.within(budget, run);
  },
  "1.0/schedule": (services, frame, args) => {
    requireMutation(frame, "1.0/schedule");
    const target = resolveAddress(frame.component, args as unknown as FunctionAddress);
    return JSON.stringify(
      services.schedule(frame, target, (args.ts as number) * 1000, args.args as JsonObject),
    );
  },
  "1.0/cancel_job": (services, frame, args) => {
    requireMutation(frame, "1.0/cancel_job");
    services.cancelJob(frame, args.id as string);
    return "null";
  },
  "1.0/getUserIdentity": (_, frame) => {
    frame.observed.identity = true;
    return JSON.stringify(identityOf(frame.caller));
  },
  "1.0/signJwt": ({ signer }, frame, args) => {
    requireMutation(frame, "1.0/signJwt");
    return JSON.stringify(signer.sign(frame.component, args, frame.now));
  },
  "1.0/createFunctionHandle": (_, frame, args) => {
    const target = resolveAddress(frame.component, args as unknown as FunctionAddress);
    return JSON.stringify(functionHandle(target.component, target.path));
  },
  "1.0/getFunctionMetadata": (_, frame) =>
    JSON.stringify({ name: frame.path, componentPath: frame.component }),
  "1.0/getDeploymentMetadata": () => JSON.stringify({ name: "embedded", region: null, class: "s16" }),
  "1.0/getRequestMetadata": (_, frame) => {
    if (frame.kind === "query") throw new Error("Cannot get request metadata in a Query");
    const { ip, userAgent, requestId, scheduledFunctionId, authToken = null } = frame.caller;
    return JSON.stringify({ ip, userAgent, requestId, scheduledFunctionId, authToken });
  },
  "1.0/getTransactionMetrics": (_, frame) => canonicalText(frame.tx.usage.metrics()),
  "1.0/auditLog": () => "null",
});

function handlersOf<H>(handlers: Record<string, H>): ReadonlyMap<string, H> {
  return new Map(Object.entries(handlers));
}

function optional(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
