import { type GenericDataModel, getFunctionAddress, type UserIdentity } from "convex/server";
import { convexToJson, jsonToConvex, type Value } from "convex/values";
import type { Call, CallResult } from "../src/calls.ts";
import type { UdfType } from "../src/runtime/frame.ts";
import type { FunctionAddress } from "../src/runtime/functions.ts";
import type { JsonObject } from "../src/values/json.ts";
import { type From, SITE_URL, type TestBackend } from "./backend.ts";
import { errorForTest } from "./errors.ts";
import { insideTransaction } from "./hostRealm.ts";
import { completeIdentity } from "./identity.ts";
import { type Handler, InlineFunctions } from "./inlineFunctions.ts";
import { withoutGlobals } from "./ownGlobals.ts";
import { finishAll } from "./scheduledFunctions.ts";
import { storageWithin } from "./storage.ts";
import type { TestConvexForDataModel } from "./types.ts";

/** Each iteration runs what is due at one moment, so a loop that polls every 200 ms for a minute takes 300. */
const MAX_ITERATIONS = 500;
const INLINE = InlineFunctions.module.replace(".js", "");

/** The backend as one caller sees it: a plain object whose functions may be taken out of it. */
export function accessor<DataModel extends GenericDataModel>(
  backend: TestBackend,
  from: From,
): TestConvexForDataModel<DataModel> {
  const { engine, inline } = backend;

  const invoke: Record<UdfType, (call: Call) => Promise<CallResult>> = {
    query: (call) => {
      // Results are kept as long as the documents are the same; a test may change more than documents.
      engine.live.invalidateAll();
      return engine.calls.query(call);
    },
    mutation: (call) => engine.calls.mutation(call),
    action: (call) => engine.calls.action(call),
  };

  const call = async (type: UdfType, address: FunctionAddress, args: Value = {}): Promise<unknown> => {
    const { publicOnly, ...target } = await backend.find(address);
    const json = convexToJson(args) as JsonObject;
    const made = { ...target, args: json, caller: backend.caller(from), internal: !publicOnly };
    const { text, error } = await invoke[type](made);
    if (error) throw error;
    return decoded(text!);
  };

  const callable =
    (type: UdfType) =>
    (functionOrHandler: unknown, args?: Value): Promise<never> =>
      outside(() =>
        typeof functionOrHandler === "function"
          ? inline.lend(functionOrHandler as Handler, (id) => call(type, { name: `${INLINE}:${type}` }, id))
          : call(type, getFunctionAddress(functionOrHandler) as FunctionAddress, args),
      );

  const run = (handler: Handler): Promise<never> =>
    outside(async () => {
      await backend.ready();
      const path = `${INLINE}:mutation`;
      const { value } = await engine.lane.writing((tx) => {
        const withFiles: Handler = (ctx) =>
          handler({ ...ctx, storage: storageWithin(engine.files, tx, ctx.storage) });
        return inline.lend(withFiles, (args) =>
          engine.calls.mutationWithin(tx, { path, args, caller: backend.caller(from), internal: true }),
        );
      });
      return decoded(value);
    });

  const fetch = (path: string, init?: RequestInit): Promise<Response> =>
    outside(async () => {
      if (!path.startsWith("/")) throw new Error("The path given to t.fetch must begin with a slash.");
      await backend.ready();
      const request = new Request(SITE_URL + path, init);
      const answer = await engine.calls.httpAction(
        request,
        new URL(request.url).pathname,
        backend.caller(from),
      );
      if (answer === "no router")
        return new Response("This Convex deployment does not have HTTP actions enabled.", { status: 404 });
      return answer === "no route" ? new Response("No matching routes found", { status: 404 }) : answer;
    });

  return {
    query: callable("query"),
    mutation: callable("mutation"),
    action: callable("action"),
    run,
    fetch,
    finishInProgressScheduledFunctions: () => outside(() => engine.scheduler.settled()),
    finishAllScheduledFunctions: (advanceTimers, maxIterations = MAX_ITERATIONS) =>
      outside(() => finishAll(engine.scheduler, advanceTimers, maxIterations)),
    withIdentity: (identity: Partial<UserIdentity>) =>
      accessor(backend, { ...from, identity: completeIdentity(identity) }),
    withRequestMetadata: ({ ip = null, userAgent = null }) => accessor(backend, { ...from, ip, userAgent }),
  };
}

/** Runs what the test asks for, which may be from inside of an action, outside of it; errors come back as thrown. */
async function outside<T>(work: () => Promise<unknown>): Promise<T> {
  if (insideTransaction())
    throw new Error("A query or mutation cannot wait for another transaction: use its ctx instead of t.");
  return withoutGlobals(work).catch((error) => {
    throw errorForTest(error);
  }) as Promise<T>;
}

function decoded(text: string): Value {
  return jsonToConvex(JSON.parse(text) as never);
}
