import { convexToJson, type Value } from "convex/values";
import { expect, test } from "vitest";
import { Engine } from "../../src/engine.ts";
import { IntervalIndex } from "../../src/live/intervals.ts";
import { LiveQueries, type Outcome, type Subscriber } from "../../src/live/liveQueries.ts";
import { Cursor } from "../../src/query/cursor.ts";
import type { TransactionCall } from "../../src/runtime/executor.ts";
import { type Caller, SYSTEM_CALLER } from "../../src/runtime/frame.ts";
import { TextIndex } from "../../src/search/text.ts";
import { ReadSet } from "../../src/store/readSet.ts";
import { Sqlite } from "../../src/store/sqlite.ts";
import { Transaction } from "../../src/store/transaction.ts";
import { encodeId } from "../../src/values/ids.ts";
import type { JsonObject } from "../../src/values/json.ts";
import type { Operation, Probe } from "../app/convex/probes.ts";
import { fixturePush } from "../support.ts";
import { ProbeWorkload } from "./probes.ts";
import { everySeed, firstSeedThatFails, limitFor, type Random } from "./seed.ts";
import { breakMethod } from "./twins.ts";

const SEEDS = 15;
const WATCHED = 60;
const ROUNDS_OF_WRITES = 12;

/** Nobody, and three users. */
const CALLERS: readonly Caller[] = [
  SYSTEM_CALLER,
  ...["ada", "basil", "cleo"].map((subject) => ({
    ...SYSTEM_CALLER,
    identity: { subject, issuer: "i", tokenIdentifier: `i|${subject}` },
  })),
];

/** A query that is watched, with what its subscriber was told last. */
interface Watched extends Subscriber {
  outcome: Outcome;
}

/** An engine without servers, jobs and crons, so that a seed decides everything but ids. */
async function withEngine(work: (engine: Engine) => Promise<void>): Promise<void> {
  const sqlite = Sqlite.memory();
  const engine = new Engine({
    sqlite,
    projectRoot: "",
    cloudUrl: "http://cloud",
    siteUrl: "http://site",
    dataDir: null,
    report: () => {},
    patiently: (work) => work(),
  });
  try {
    await engine.deployment.deploy(await fixturePush());
    await work(engine);
  } finally {
    await engine.stop();
    sqlite.close();
  }
}

/**
 * Watches random queries while random writes commit, runs all of them again from scratch after every few commits,
 * and throws when somebody was not told of a change, or when a result that was kept is not the newest.
 */
async function checkInvalidation(engine: Engine, random: Random): Promise<number> {
  const workload = new ProbeWorkload(random);
  const watched: Watched[] = [];
  const kept: TransactionCall[] = [];
  let compared = 0;
  const compare = async (call: TransactionCall, known: Outcome) => {
    const { outcome } = await engine.calls.runQuery({ ...call, journal: known.journal ?? call.journal });
    compared++;
    if (outcome.text !== known.text || outcome.error?.message !== known.error?.message)
      throw new Error(
        `missed: ${JSON.stringify(call.args)} is ${textOf(outcome)}, and its reader has ${textOf(known)}`,
      );
  };
  const writeSome = async () => workload.inserted(await write(engine, workload.operations()));
  for (let i = 0; i < 5; i++) await writeSome();
  for (let round = 0; round < ROUNDS_OF_WRITES; round++) {
    await engine.lane.reading(async () => {
      while (watched.length < WATCHED)
        watched.push(await watch(engine, callOf(workload.probe(), random.pick(CALLERS))));
    });
    // One commit alone or several that share a batch.
    await Promise.all(Array.from({ length: random.between(1, 3) }, writeSome));
    await engine.lane.reading(async () => {
      for (const { call, outcome } of watched) await compare(call, outcome);
      for (const call of kept) await compare(call, await engine.live.read(call));
      for (const left of watched.splice(random.between(0, WATCHED - 5), 5)) {
        engine.live.unsubscribe(left);
        kept.push(left.call);
      }
    });
  }
  return compared;
}

function callOf(probe: Probe, caller: Caller = SYSTEM_CALLER): TransactionCall {
  const args = convexToJson({ probe: probe as unknown as Value }) as JsonObject;
  const call = { kind: "query", component: "", path: "probes:read", args } as const;
  return { ...call, caller, internal: false, journal: null };
}

async function watch(engine: Engine, call: TransactionCall): Promise<Watched> {
  const query: Watched = {
    call,
    outcome: { text: null, error: null, logLines: [], journal: null },
    changed: (outcome) => {
      query.outcome = outcome;
    },
  };
  query.outcome = await engine.subscribe(query);
  return query;
}

/** Commits operations and returns the ids of what they inserted. */
async function write(engine: Engine, operations: Operation[]): Promise<string[]> {
  const { text, error } = await engine.calls.mutation({
    path: "probes:write",
    args: convexToJson({ operations: operations as unknown as Value[], fails: false }) as JsonObject,
    caller: SYSTEM_CALLER,
    internal: false,
  });
  if (error) throw error;
  return JSON.parse(text!) as string[];
}

const textOf = ({ text, error }: Outcome): string => text ?? error!.message;

test(
  "SY3 AU6: whoever watches a query hears of every write that changes its result, and kept results are the newest",
  async () => {
    let compared = 0;
    await everySeed(SEEDS, (random) =>
      withEngine(async (engine) => {
        compared += await checkInvalidation(engine, random);
      }),
    );
    console.log(`${compared} results compared`);
  },
  limitFor(SEEDS, 5_000),
);

test("SY3: a query about an id hears when the table of the id comes to be", () =>
  withEngine(async (engine) => {
    const next = Math.max(...engine.catalog.list("").map(({ number }) => number)) + 1;
    const id = encodeId(next, "\x00".repeat(16));
    const call = callOf({ type: "belongs", table: "late", id });
    const query = await engine.lane.reading(() => watch(engine, call));
    expect(query.outcome.text).toBe("false");
    await write(engine, [{ type: "insert", table: "late", fields: {} }]);
    await engine.lane.reading(async () => expect(query.outcome.text).toBe("true"));
  }));

/** Breaks the runtime in one way each. */
const twins: Record<string, () => void> = {
  "one of the readers of a written key is not found": () =>
    breakMethod<(...args: unknown[]) => Set<unknown>>(
      IntervalIndex.prototype,
      "hit",
      (sound) =>
        function (this: unknown, ...args) {
          return new Set([...sound.apply(this, args)].slice(1));
        },
    ),
  "reads of single documents are not recorded": () =>
    breakMethod(ReadSet.prototype, "addPoint", () => () => {}),
  "a table that does not exist is not recorded": () =>
    breakMethod<(component: string, table: string) => unknown>(
      Transaction.prototype,
      "find",
      () =>
        function (this: unknown, component, table) {
          return (this as Transaction).catalog.find(component, table);
        },
    ),
  "a range that was read to its end is recorded up to its last row": () =>
    breakMethod<(exhausted: boolean) => void>(
      Cursor.prototype,
      "record",
      (sound) =>
        function (this: unknown) {
          sound.call(this, false);
        },
    ),
  "the last word of a search is not watched": () =>
    breakMethod<(...args: unknown[]) => unknown[]>(
      TextIndex.prototype,
      "readsOf",
      (sound) =>
        function (this: unknown, ...args) {
          return sound.apply(this, args).slice(0, -1);
        },
    ),
  "a result that looked at the identity is shared": () =>
    breakMethod(LiveQueries.prototype, "separateIdentities", () => async () => {}),
  "the writes of nested mutations are not told": () =>
    breakMethod<(work: () => Promise<unknown>) => Promise<unknown>>(
      Transaction.prototype,
      "nested",
      (sound) =>
        async function (this: unknown, work) {
          const { savepoints, written } = this as { savepoints: number; written: unknown[] };
          const before = written.length;
          const result = await sound.call(this, work);
          if (savepoints > 0) written.length = before;
          return result;
        },
    ),
};

for (const [name, breakIt] of Object.entries(twins))
  test(`SY3: it would be noticed if ${name}`, async () => {
    breakIt();
    const { message } = await firstSeedThatFails((random) =>
      withEngine(async (engine) => {
        await checkInvalidation(engine, random);
      }),
    );
    expect(message).toMatch(/^missed/);
  }, 60_000);
