import { expect, onTestFinished, test } from "vitest";
import { Calls } from "../../src/calls.ts";
import { LiveQueries } from "../../src/live/liveQueries.ts";
import { CommitClock } from "../../src/store/clock.ts";
import { Connection } from "../../src/sync/connection.ts";
import { aDeployment, eventually } from "../support.ts";
import { redeploy } from "./disturbances.ts";
import { everySeed, firstSeedThatFails, limitFor } from "./seed.ts";
import { SyncClient } from "./syncClient.ts";
import { breakGetter, breakMethod, everyNth } from "./twins.ts";
import { checkWatchers } from "./watchers.ts";

const SEEDS = 22;
const SMALL = { clients: 12, steps: 60 };

test(
  "SE3: every view of every client is one commit's, through new query sets, pages, pushes and lost connections",
  async () => {
    const deployment = await aDeployment();
    let views = 0;
    await everySeed(SEEDS, async (random) => {
      const disturb = random.chance(0.3) ? () => redeploy(deployment) : undefined;
      views += await checkWatchers(deployment, random, { ...SMALL, disturb });
    });
    console.log(`${views} transitions`);
  },
  limitFor(SEEDS, 5_000),
);

test("SE3: a client that stops reading for a while gets fewer views, none of them torn, and the last one", async () => {
  const { url } = await aDeployment();
  const writer = new SyncClient(url);
  const slow = new SyncClient(url, { keepViews: true });
  onTestFinished(() => [writer, slow].forEach((client) => void client.close()));
  const watched = slow.add("messages:list", { room: "a", n: 3 });
  await eventually(() => slow.result(watched));
  slow.pause();
  const sent: { ts: bigint; body: string }[] = [];
  for (let i = 0; i < 60; i++) {
    const body = String(i).padEnd(300_000, ".");
    sent.push({ ts: (await writer.mutation("messages:send", { room: "a", body })).ts, body });
  }
  slow.resume();
  const last = sent.at(-1)!;
  await eventually(() => (slow.views.at(-1)!.ts >= last.ts ? true : undefined));
  expect(slow.violations).toEqual([]);
  expect(slow.views.length).toBeLessThan(sent.length / 2);
  for (const { ts, results } of slow.views) {
    const bodies = (results.get(watched)!.value as { body: string }[]).map(({ body }) => body);
    const committed = sent.filter((message) => message.ts <= ts).map(({ body }) => body);
    expect(bodies.join() === committed.slice(-3).reverse().join()).toBe(true);
  }
}, 30_000);

/** Breaks the runtime in one way each; the expression tells how it must be noticed. */
const twins: Record<string, { noticed: RegExp; breakIt(): void }> = {
  "results are not thrown away when what they have read changes": {
    noticed: /torn|gap or overlap/,
    breakIt: () => breakMethod(LiveQueries.prototype, "invalidate", everyNth(5)),
  },
  "pages do not remember where they ended": {
    noticed: /gap or overlap/,
    breakIt: () => breakMethod(LiveQueries.prototype, "followJournal", () => () => {}),
  },
  "a client that comes back gets pages of another length": {
    noticed: /gap or overlap/,
    breakIt: () =>
      breakMethod<(add: unknown, journal: unknown) => unknown>(
        Connection.prototype,
        "queryCall",
        (sound) =>
          function (this: unknown, add) {
            return sound.call(this, add, null);
          },
      ),
  },
  "two queries share a result whatever their arguments": {
    noticed: /torn|gap or overlap|stuck/,
    breakIt: () =>
      breakMethod(
        LiveQueries.prototype,
        "keyOf",
        () =>
          ({ path }: { path: string }) =>
            path,
      ),
  },
  "results are newer than the timestamp they are shown under": {
    noticed: /torn|gap or overlap|stuck|late answer/,
    breakIt: () => breakGetter(CommitClock.prototype, "current", everySecondTimeTheLastValue()),
  },
  "a mutation is answered after its Transition": {
    noticed: /late answer/,
    breakIt: () =>
      breakMethod<(call: unknown, session: unknown, answer: (result: unknown) => void) => void>(
        Calls.prototype,
        "startMutation",
        (sound) =>
          function (this: unknown, call, session, answer) {
            sound.call(this, call, session, (result) => setTimeout(() => answer(result), 5));
          },
      ),
  },
  "some Transitions are never sent": {
    noticed: /stuck|missed/,
    breakIt: () => breakMethod(Connection.prototype, "flush", () => () => {}),
  },
};

for (const [name, { noticed, breakIt }] of Object.entries(twins))
  test(`SE3: it would be noticed if ${name}`, async () => {
    breakIt();
    const deployment = await aDeployment();
    const { message } = await firstSeedThatFails(async (random) => {
      await checkWatchers(deployment, random, SMALL);
    });
    expect(message).toMatch(noticed);
  }, 60_000);

function everySecondTimeTheLastValue() {
  let calls = 0;
  let last = 0n;
  return (sound: () => unknown) =>
    function (this: unknown): unknown {
      const old = last;
      last = sound.call(this) as bigint;
      return ++calls % 2 === 0 ? old : last;
    };
}
