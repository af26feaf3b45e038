import type { Engine } from "../engine.ts";
import { type CursorCodec, readPage } from "../query/pagination.ts";
import { planQuery } from "../query/plan.ts";
import { FunctionError } from "../runtime/errors.ts";
import type { TransactionCall } from "../runtime/executor.ts";
import { notFoundMessage } from "../runtime/functions.ts";
import { BY_CREATION_TIME, SYSTEM_STATE, TABLE_EXISTENCE, tableExistenceKey } from "../store/catalog.ts";
import type { Transaction } from "../store/transaction.ts";
import { canonicalText, int64Json, type Json, type JsonObject } from "../values/json.ts";
import { afterPrefix } from "../values/keys.ts";

/** A page may be this large; a reader that wants more asks for the next one. */
const PAGE_BYTES = 4 << 20;
const PAGE_ROWS = 10_000;

const PREFIX = "_system/";

/** Names of functions that the deployment itself answers. No module of an app can have such a path. */
export function isSystemFunction(path: string): boolean {
  return path.startsWith(PREFIX);
}

interface SystemContext {
  readonly engine: Engine;
  readonly cursors: CursorCodec;
  readonly tx: Transaction;
  readonly component: string;
}

/** A result whose JSON text is there already. */
class ResultText {
  constructor(readonly text: string) {}
}

type SystemQuery = (context: SystemContext, args: JsonObject) => Json | ResultText;

/**
 * The queries that the Convex CLI expects of every deployment, for administrators only. They run like the app's
 * own queries: what they read is recorded, so a subscriber hears of changes.
 */
const queries: Record<string, SystemQuery> = {
  "cli/tables:default": ({ engine, tx, component }) => {
    const prefix = tableExistenceKey(component, "").slice(0, -1);
    tx.reads.addInterval({ index: TABLE_EXISTENCE, bucket: prefix, from: prefix, to: afterPrefix(prefix) });
    const names = engine.catalog
      .list(component)
      .map(({ name }) => name)
      .filter((name) => !name.startsWith("_"))
      .sort();
    return { page: names.map((name) => ({ name })), isDone: true, continueCursor: "" };
  },
  "cli/tableData:default": ({ tx, component, cursors }, args) => {
    const tableName = textOf(args, "table");
    const { cursor = null, numItems = PAGE_ROWS } = (args.paginationOpts ?? {}) as {
      cursor?: string | null;
      numItems?: number;
    };
    const order = args.order === "asc" ? "asc" : "desc";
    const plan = planQuery(tx, component, {
      source: { type: "FullTableScan", tableName, order },
      operators: [],
    });
    const page = readPage(
      tx,
      plan,
      { cursor, endCursor: null, pageSize: Math.min(numItems, PAGE_ROWS), maximumBytesRead: PAGE_BYTES },
      cursors,
    );
    const { isDone, continueCursor } = page;
    return new ResultText(
      `{"continueCursor":${JSON.stringify(continueCursor)},"isDone":${isDone},"page":[${page.page.join(",")}]}`,
    );
  },
  // What is asked for is a result that differs whenever the table does.
  "cli/queryTable:default": ({ engine, tx, component }, args) => {
    watchTable(tx, component, textOf(args, "tableName"));
    return int64Json(engine.clock.current);
  },
  "cli/tableSize:default": ({ engine, tx, component }, args) => {
    const tablet = watchTable(tx, component, textOf(args, "tableName"));
    return tablet ? engine.catalog.count(tablet) : 0;
  },
  // A change of an environment variable runs every live query again.
  "cli/queryEnvironmentVariables:default": ({ engine }) => engine.environment.list(),
  "cli/queryEnvironmentVariables:get": ({ engine }, args) =>
    engine.environment.list().find(({ name }) => name === args.name) ?? null,
  "cli/modules:apiSpec": ({ engine, component }) => {
    const { functions, httpRoutes } = engine.deployment.codeOf(component).declarations;
    const specs = [...functions.values()].map((fn) => ({
      identifier: `${fn.modulePath}:${fn.exportName}`,
      functionType: fn.udfType[0]!.toUpperCase() + fn.udfType.slice(1),
      visibility: { kind: fn.visibility },
      args: (fn.args ?? { type: "any" }) as unknown as Json,
      returns: (fn.returns ?? { type: "any" }) as unknown as Json,
    }));
    const routes = httpRoutes.map(({ path, method }) => ({ functionType: "HttpAction", method, path }));
    return [...specs.sort((a, b) => (a.identifier < b.identifier ? -1 : 1)), ...routes];
  },
  "cli/convexUrl:cloudUrl": ({ engine }) => engine.environment.get("CONVEX_CLOUD_URL") ?? null,
  "cli/convexUrl:siteUrl": ({ engine }) => engine.environment.get("CONVEX_SITE_URL") ?? null,
  "cli/exports:getLatest": ({ engine, tx }) => {
    tx.reads.addPoint(SYSTEM_STATE, "exports");
    return engine.admin.exports.latest();
  },
  "cli/queryImport:default": ({ engine, tx }, args) => {
    tx.reads.addPoint(SYSTEM_STATE, "imports");
    return engine.admin.imports.describe(textOf(args, "importId"));
  },
  "cli/queryImport:list": ({ engine, tx }) => {
    tx.reads.addPoint(SYSTEM_STATE, "imports");
    return engine.admin.imports.list();
  },
  "frontend/components:list": ({ engine }) =>
    engine.deployment.componentPaths.map((path) => ({
      id: path,
      path,
      name: path.slice(path.lastIndexOf("/") + 1) || null,
      args: {},
      state: "active",
    })),
};

/** Answers a system query for an administrator. Throws FunctionError when there is none of that name. */
export function runSystemQuery(
  engine: Engine,
  cursors: CursorCodec,
  tx: Transaction,
  { path, args, component }: TransactionCall,
): string {
  const query = Object.hasOwn(queries, path.slice(PREFIX.length)) && queries[path.slice(PREFIX.length)];
  if (!query) throw new FunctionError(notFoundMessage(path));
  let result: ReturnType<SystemQuery>;
  try {
    result = query({ engine, cursors, tx, component }, args);
  } catch (error) {
    throw error instanceof FunctionError
      ? error
      : new FunctionError(`Uncaught Error: ${(error as Error).message}`);
  }
  return result instanceof ResultText ? result.text : canonicalText(result);
}

/** Makes the query depend on every document of a table, and on its birth. */
function watchTable(tx: Transaction, component: string, name: string) {
  const tablet = tx.find(component, name);
  const index = tablet?.indexes.get(BY_CREATION_TIME);
  if (index) tx.reads.addInterval({ index: index.id, bucket: "", from: "", to: null });
  return tablet;
}

function textOf(args: JsonObject, name: string): string {
  const value = args[name];
  if (typeof value !== "string") throw new Error(`Argument \`${name}\` must be a string.`);
  return value;
}
