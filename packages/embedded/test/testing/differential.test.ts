import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Glob } from "../../testing/hostModules.ts";
import { convexTest } from "../../testing/index.ts";
import { everySeed, firstSeedThatFails, limitFor, type Random } from "../random/seed.ts";
import { BACKENDS, modules, schema } from "./app.ts";
import { aScript, type Backend, everything, ScriptedBackend } from "./script.ts";

const SCRIPTS = 15;
const STEPS = 50;
const [[, aMock], [, anEmbedded]] = BACKENDS;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Plays one script on convex-test and on `candidate`, step by step, and compares every answer. */
async function compare(random: Random, candidate: Backend): Promise<void> {
  const reference = new ScriptedBackend(aMock() as unknown as Backend);
  const other = new ScriptedBackend(candidate);
  for (const step of aScript(random, STEPS)) {
    if ("passMs" in step) {
      vi.advanceTimersByTime(step.passMs);
      for (const { t } of [reference, other]) await t.finishInProgressScheduledFunctions();
    } else {
      const expected = await reference.outcomeOf(step.run);
      expect(await other.outcomeOf(step.run), step.name).toEqual(expected);
    }
    expect(await other.outcomeOf(everything), `${step.name}, and then everything`).toEqual(
      await reference.outcomeOf(everything),
    );
  }
}

test(
  "TE9: random scripts get the same answers from convex-test",
  () => everySeed(SCRIPTS, (random) => compare(random, anEmbedded())),
  limitFor(SCRIPTS, 1_000),
);

/** The app with one function exchanged for another that has nearly the same effect. */
const twins: [string, (notes: Record<string, unknown>) => Record<string, unknown>][] = [
  ["an open bound taken for a closed one", (notes) => ({ ...notes, tagged: notes.taggedFrom })],
  ["a nested call that keeps what it wrote", (notes) => ({ ...notes, attempt: notes.attemptKeeping })],
  ["a cancelled job that runs", (notes) => ({ ...notes, cancel: notes.cancelNothing })],
];

test.each(twins)(
  "TE9: the scripts notice %s",
  async (_, exchange) => {
    const load = (modules as Glob)["./convex/notes.ts"]!;
    const notes = { ...(exchange((await load()) as Record<string, unknown>) as object) };
    const twin = () => convexTest(schema, { ...modules, "./convex/notes.ts": async () => notes });
    expect(await firstSeedThatFails((random) => compare(random, twin()))).toHaveProperty("seed");
  },
  30_000,
);
