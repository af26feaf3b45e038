import { describe, expect, test } from "vitest";
import { ChannelLog, type Logged } from "./channelLog";

type Said = Logged & { content: string };

const said = (seq: number, more: Partial<Said> = {}): Said => ({
  _id: `m${seq}`,
  seq,
  content: `${seq}`,
  ...more,
});
const stretch = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => said(from + index));
const shown = (log: ChannelLog<Said>) => log.read().messages.map(({ seq }) => seq);
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/** Gives the log all it misses, until it misses nothing. */
function supply(log: ChannelLog<Said>): void {
  for (let missing = log.missing(); missing.length > 0; missing = log.missing())
    for (const { from, to } of missing) log.take(stretch(from, to));
}

function aLogOf(newest: number): ChannelLog<Said> {
  const log = new ChannelLog<Said>();
  log.takeNewest(said(newest));
  supply(log);
  return log;
}

/** Always the same numbers from one seed, so that a failure can be seen again. */
function aDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

describe("the live end", () => {
  test("an empty channel is ready at once, and shows its first message", () => {
    const log = new ChannelLog<Said>();
    expect(log.read().isReady).toBe(false);
    log.takeNewest(null);
    expect(log.read()).toMatchObject({ isReady: true, messages: [], hasOlder: false, hasNewer: false });
    log.takeNewest(said(0));
    expect(shown(log)).toEqual([0]);
  });

  test("nothing is shown before the page around the newest message is there", () => {
    const log = new ChannelLog<Said>();
    log.takeNewest(said(134));
    expect(log.read()).toMatchObject({ isReady: false, messages: [] });
    expect(log.missing()).toEqual([{ from: 100, to: 134 }]);
    log.take(stretch(100, 134));
    expect(shown(log)).toEqual(numbers(100, 135));
  });

  test("a page that has just begun brings the one before it along", () => {
    const log = new ChannelLog<Said>();
    log.takeNewest(said(103));
    expect(log.missing()).toEqual([
      { from: 50, to: 100 },
      { from: 100, to: 103 },
    ]);
  });

  test("a gap is asked for, and what comes after it waits until it is closed", () => {
    const log = aLogOf(120);
    log.takeNewest(said(123));
    expect(shown(log).at(-1)).toBe(120);
    expect(log.missing()).toEqual([{ from: 121, to: 123 }]);
    log.take([said(122)]);
    expect(shown(log).at(-1)).toBe(120);
    log.take([said(121)]);
    expect(shown(log).slice(-4)).toEqual([120, 121, 122, 123]);
  });

  test("an older answer that comes late moves nothing back", () => {
    const log = aLogOf(120);
    log.takeNewest(said(121));
    log.takeNewest(said(120));
    expect(log.read().newestSeq).toBe(121);
    expect(shown(log).at(-1)).toBe(121);
  });

  test("after a long absence somebody who follows begins anew at the end", () => {
    const log = aLogOf(120);
    const { opening } = log.read();
    log.takeNewest(said(5000));
    supply(log);
    expect(shown(log)).toEqual(numbers(4950, 5001));
    expect(log.read().opening).toBe(opening + 1);
  });

  test("after a long absence somebody who reads older messages keeps their place, and walks on from there", () => {
    const log = aLogOf(120);
    log.setFollowing(false);
    log.takeNewest(said(5000));
    expect(log.missing()).toEqual([]);
    expect(shown(log).at(-1)).toBe(120);
    expect(log.read()).toMatchObject({ hasNewer: true, newestSeq: 5000 });
    log.loadNewer();
    supply(log);
    expect(shown(log).at(-1)).toBe(149);
    log.openAt(null);
    supply(log);
    expect(shown(log).at(-1)).toBe(5000);
  });

  test("somebody who follows keeps a short list, however much is said", () => {
    const log = aLogOf(120);
    for (let seq = 121; seq < 2000; seq += 1) log.takeNewest(said(seq));
    expect(shown(log).at(-1)).toBe(1999);
    expect(shown(log).length).toBeLessThan(310);
    expect(log.read().hasOlder).toBe(true);
  });

  test("somebody who has scrolled up keeps a short list, too, and finds everything below it", () => {
    const log = aLogOf(120);
    log.setFollowing(false);
    for (let seq = 121; seq < 2000; seq += 1) log.takeNewest(said(seq));
    expect(shown(log).length).toBeLessThan(200);
    expect(log.read()).toMatchObject({ hasNewer: true, newestSeq: 1999 });
    for (let step = 0; log.read().hasNewer && step < 100; step += 1) {
      log.loadNewer();
      supply(log);
    }
    expect(shown(log)).toEqual(numbers(100, 2000));
    log.takeNewest(said(2000));
    expect(shown(log).at(-1)).toBe(2000);
  });

  test("whoever goes back to the end of a busy channel stays there", () => {
    const log = aLogOf(120);
    log.setFollowing(false);
    for (let seq = 121; seq < 500; seq += 1) log.takeNewest(said(seq));
    log.openAt(null);
    log.takeNewest(said(500));
    log.setFollowing(true);
    supply(log);
    expect(log.read()).toMatchObject({ hasNewer: false });
    expect(shown(log).at(-1)).toBe(500);
  });
});

describe("edits and deletions", () => {
  test("the newer state wins, in whichever order the two come", () => {
    const log = aLogOf(120);
    log.takeChanged([said(118, { content: "second", editedAt: 20 })]);
    log.takeChanged([said(118, { content: "first", editedAt: 10 })]);
    log.take([said(118, { content: "as written" })]);
    expect(log.read().messages.find(({ seq }) => seq === 118)?.content).toBe("second");
    log.takeChanged([said(118, { content: "", deletedAt: 30 })]);
    expect(log.read().messages.find(({ seq }) => seq === 118)).toMatchObject({ content: "", deletedAt: 30 });
  });

  test("a change that is told before its message is not forgotten", () => {
    const log = new ChannelLog<Said>();
    log.takeNewest(said(120));
    log.takeChanged([said(110, { content: "changed", editedAt: 5 })]);
    supply(log);
    expect(log.read().messages.find(({ seq }) => seq === 110)?.content).toBe("changed");
  });

  test("a message that stays the same stays the same object, so that its row is not drawn again", () => {
    const log = aLogOf(120);
    const before = log.read().messages[3];
    log.take(stretch(100, 120));
    expect(log.read().messages[3]).toBe(before);
  });
});

describe("walking and jumping", () => {
  test("older messages come page by page, up to the first there ever was", () => {
    const log = aLogOf(134);
    log.loadOlder();
    expect(log.read().isLoadingOlder).toBe(true);
    expect(log.missing()).toEqual([{ from: 50, to: 100 }]);
    supply(log);
    log.loadOlder();
    supply(log);
    expect(shown(log)).toEqual(numbers(0, 135));
    expect(log.read()).toMatchObject({ hasOlder: false, isLoadingOlder: false });
  });

  test("a jump shows what is around a message, and walks on to both sides until it is live again", () => {
    const log = aLogOf(1000);
    log.openAt(430);
    expect(log.read()).toMatchObject({ isReady: false, openedAt: 430, hasNewer: true });
    supply(log);
    expect(shown(log)).toEqual(numbers(400, 450));
    log.takeNewest(said(1001));
    expect(shown(log).at(-1)).toBe(449);
    for (let step = 0; step < 20 && log.read().hasNewer; step += 1) {
      log.loadNewer();
      supply(log);
    }
    log.takeNewest(said(1002));
    expect(shown(log)).toEqual(numbers(400, 1003));
  });

  test("a jump to the edge of a page has messages on both sides of it", () => {
    const log = aLogOf(1000);
    log.openAt(449);
    supply(log);
    expect(shown(log)).toEqual(numbers(400, 500));
    log.openAt(450);
    supply(log);
    expect(shown(log)).toEqual(numbers(400, 500));
  });

  test("a jump before the newest message is known becomes live when it reaches the end", () => {
    const log = new ChannelLog<Said>();
    log.openAt(10);
    log.takeNewest(said(12));
    supply(log);
    log.takeNewest(said(13));
    expect(shown(log)).toEqual(numbers(0, 14));
    expect(log.read().hasNewer).toBe(false);
  });

  test("numbers without a message leave no hole to wait for", () => {
    const log = new ChannelLog<Said>();
    log.takeNewest(said(120));
    log.take(stretch(100, 110));
    log.takeAbsent({ from: 100, to: 120 });
    expect(log.missing()).toEqual([]);
    expect(shown(log)).toEqual([...numbers(100, 110), 120]);
  });
});

test("whatever happens, what is shown is in order and without a hole, and what is said arrives", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const roll = aDice(seed);
    const log = new ChannelLog<Said>();
    let newest = roll(500);
    const asked: { from: number; to: number }[] = [];
    log.takeNewest(said(newest));
    for (let step = 0; step < 300; step += 1) {
      const what = roll(10);
      if (what < 3) {
        newest += 1 + roll(what === 0 ? 300 : 3);
        log.takeNewest(said(newest));
      } else if (what === 3) log.openAt(roll(newest + 1));
      else if (what === 4) log.loadOlder();
      else if (what === 5) log.loadNewer();
      else if (what === 6) log.setFollowing(roll(2) === 0);
      else asked.push(...log.missing());
      // Answers come late and in any order.
      if (asked.length > 0 && roll(2) === 0) {
        const [answer] = asked.splice(roll(asked.length), 1);
        if (answer) log.take(stretch(answer.from, answer.to));
      }
      const list = shown(log);
      expect(list).toEqual(numbers(list[0] ?? 0, (list.at(-1) ?? -1) + 1));
    }
    log.openAt(null);
    supply(log);
    expect(shown(log).at(-1)).toBe(newest);
    expect(log.missing()).toEqual([]);
  }
});

test("somebody who has scrolled up through ten thousand messages holds them all, and hears of more", () => {
  const log = aLogOf(9999);
  log.setFollowing(false);
  while (log.read().hasOlder) {
    log.loadOlder();
    supply(log);
  }
  expect(shown(log)).toEqual(numbers(0, 10_000));
  for (let seq = 10_000; seq < 10_050; seq += 1) log.takeNewest(said(seq));
  expect(shown(log).at(-1)).toBe(10_049);
});
