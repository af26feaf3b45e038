import { describe, expect, test } from "vitest";
import { ChannelFeed, type ChannelSource, type Failure, type Place } from "./channelFeed";
import type { Logged, Stretch } from "./channelLog";
import type { ReactionCount } from "./reactions";

type Said = Logged & { content: string };

/** A channel whose answers the test gives out when it wants to, and a clock it moves by hand. */
function aChannel(length: number) {
  const said: Said[] = Array.from({ length }, (_, seq) => ({ _id: `m${seq}`, seq, content: `${seq}` }));
  const asked: string[] = [];
  const watched = new Set<string>();
  const timers: { at: number; call: () => void }[] = [];
  let now = 0;
  let isDown = false;
  let hearNewest: (newest: Said | null) => void = () => undefined;
  let fail: (why: Failure) => void = () => undefined;
  const hearChanged = new Map<number, (changed: Said[]) => void>();
  const hearReactions = new Map<number, (counts: ReactionCount[]) => void>();

  const answer = async (what: string, from: number, to: number): Promise<Said[]> => {
    asked.push(what);
    if (isDown) throw new Error("away");
    return said.slice(from, to);
  };
  const watch = (what: string) => {
    watched.add(what);
    return () => watched.delete(what);
  };
  const source: ChannelSource<Said> = {
    watchNewest(heard, failed) {
      [hearNewest, fail] = [heard, failed];
      heard(said.at(-1) ?? null);
      return watch("newest");
    },
    watchChanged(page, heard) {
      hearChanged.set(page, heard);
      return watch(`changed ${page}`);
    },
    watchReactions(page, heard) {
      hearReactions.set(page, heard);
      return watch(`reactions ${page}`);
    },
    loadPage: (page) => answer(`page ${page}`, page * 50, page * 50 + 50),
    loadRange: ({ from, to }: Stretch) => answer(`range ${from} ${to}`, from, to),
    find: async (place: Place) =>
      place.kind === "message" ? (said.find(({ _id }) => _id === place.messageId)?.seq ?? null) : 0,
  };
  const later = (call: () => void, afterMs: number) => {
    const timer = { at: now + afterMs, call };
    timers.push(timer);
    return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
  };
  return {
    asked,
    watched,
    open: (place: Place | null = null) => new ChannelFeed<Said>(source, later, place),
    say(count = 1, { hear = true } = {}) {
      for (let n = 0; n < count; n += 1)
        said.push({ _id: `m${said.length}`, seq: said.length, content: `${said.length}` });
      if (hear) hearNewest(said.at(-1) ?? null);
    },
    edit(seq: number, content: string) {
      const edited = { ...said[seq]!, content, editedAt: now + 1 };
      said[seq] = edited;
      hearChanged.get(Math.floor(seq / 50))?.([edited]);
    },
    react: (counts: ReactionCount[]) => hearReactions.get(Math.floor((counts[0]?.seq ?? 0) / 50))?.(counts),
    fail: (why: Failure) => fail(why),
    goDown: (down: boolean) => {
      isDown = down;
    },
    /** Lets answers come and so much time pass. */
    async pass(ms = 20) {
      const end = now + ms;
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.splice(timers.indexOf(next), 1);
        now = next.at;
        next.call();
      }
      now = end;
    },
  };
}

const contents = (feed: ChannelFeed<Said>) => feed.read().messages.map(({ content }) => content);

describe("following", () => {
  test("one message costs one message: nothing is asked for while they come one by one", async () => {
    const channel = aChannel(130);
    const feed = channel.open();
    feed.start();
    await channel.pass();
    expect(channel.asked).toEqual(["range 100 129"]);
    for (let n = 0; n < 100; n += 1) channel.say();
    await channel.pass();
    expect(channel.asked).toHaveLength(1);
    expect(contents(feed).at(-1)).toBe("229");
  });

  test("what came together with another is asked for, once, and whole pages as pages", async () => {
    const channel = aChannel(130);
    const feed = channel.open();
    feed.start();
    await channel.pass();
    channel.say(3);
    channel.say();
    await channel.pass();
    expect(channel.asked.slice(1)).toEqual(["range 130 132"]);
    feed.loadOlder();
    await channel.pass();
    expect(channel.asked.slice(2)).toEqual(["page 1"]);
    expect(contents(feed)).toEqual(Array.from({ length: 84 }, (_, index) => `${50 + index}`));
  });

  test("what happens within a frame is told once", async () => {
    const channel = aChannel(10);
    const feed = channel.open();
    feed.start();
    await channel.pass();
    let told = 0;
    feed.subscribe(() => {
      told += 1;
    });
    for (let n = 0; n < 20; n += 1) channel.say();
    await channel.pass();
    expect(told).toBe(1);
  });

  test("a connection that was away for a while leaves no hole", async () => {
    const channel = aChannel(130);
    const feed = channel.open();
    feed.start();
    await channel.pass();
    channel.say(70, { hear: false });
    channel.say();
    await channel.pass();
    expect(contents(feed)).toEqual(Array.from({ length: 101 }, (_, index) => `${100 + index}`));
  });
});

describe("pages in view", () => {
  test("edits and reactions are watched where the reader rests, and nowhere else", async () => {
    const channel = aChannel(1000);
    const feed = channel.open();
    feed.start();
    await channel.pass();
    for (let seq = 900; seq > 400; seq -= 10) feed.setInView(seq - 10, seq);
    await channel.pass(200);
    expect([...channel.watched]).toEqual(["newest", "changed 8", "reactions 8"]);
    feed.setInView(990, 999);
    await channel.pass(200);
    expect([...channel.watched]).toEqual(["newest", "changed 19", "reactions 19"]);
    channel.edit(995, "other words");
    channel.react([{ seq: 995, emoji: "🌊", count: 2 }]);
    await channel.pass();
    expect(contents(feed).at(-5)).toBe("other words");
    expect(feed.read().reactions.to(995)).toEqual([{ seq: 995, emoji: "🌊", count: 2 }]);
    const before = feed.read().reactions.to(995);
    channel.react([
      { seq: 995, emoji: "🌊", count: 2 },
      { seq: 996, emoji: "👀", count: 1 },
    ]);
    expect(feed.read().reactions.to(995)).toBe(before);
  });

  test("a deletion shows up in a channel in which messages never stop coming", async () => {
    const channel = aChannel(1000);
    const feed = channel.open();
    feed.start();
    await channel.pass();
    for (let n = 0; n < 20; n += 1) {
      channel.say();
      feed.setInView(980 + n, 1000 + n);
      await channel.pass(20);
    }
    channel.edit(1001, "other words");
    await channel.pass();
    expect(contents(feed)).toContain("other words");
  });

  test("whoever leaves watches nothing any more", async () => {
    const channel = aChannel(100);
    const feed = channel.open();
    feed.start();
    feed.setInView(50, 99);
    await channel.pass(200);
    feed.stop();
    await channel.pass(1000);
    expect([...channel.watched]).toEqual([]);
  });
});

describe("places", () => {
  test("a link opens around its message; one that leads nowhere opens at the end and says so", async () => {
    const channel = aChannel(1000);
    const feed = channel.open({ kind: "message", messageId: "m430" });
    feed.start();
    await channel.pass();
    expect(feed.read()).toMatchObject({ openedAt: 430, isReady: true, hasNewer: true, isPlaceGone: false });
    expect(contents(feed)[0]).toBe("400");
    await feed.open({ kind: "message", messageId: "gone" });
    await channel.pass();
    expect(feed.read()).toMatchObject({ openedAt: null, isPlaceGone: true });
    expect(contents(feed).at(-1)).toBe("999");
  });

  test("of two jumps the later one wins, whichever is found first", async () => {
    const channel = aChannel(1000);
    const feed = channel.open();
    feed.start();
    void feed.open({ kind: "message", messageId: "m10" });
    void feed.open({ kind: "message", messageId: "m700" });
    await channel.pass();
    expect(feed.read().openedAt).toBe(700);
  });
});

describe("when things go wrong", () => {
  test("what failed is asked for again, less and less often, and told after a while", async () => {
    const channel = aChannel(130);
    channel.goDown(true);
    const feed = channel.open();
    feed.start();
    await channel.pass(100);
    channel.say();
    await channel.pass(100);
    expect(feed.read().failure).toBeNull();
    await channel.pass(10_000);
    expect(feed.read()).toMatchObject({ failure: "failed", isReady: false });
    expect(channel.asked.length).toBeLessThan(8);
    channel.goDown(false);
    feed.retry();
    await channel.pass();
    expect(feed.read()).toMatchObject({ failure: null, isReady: true });
  });

  test("new messages do not hurry what failed", async () => {
    const channel = aChannel(130);
    const feed = channel.open();
    feed.start();
    await channel.pass();
    channel.goDown(true);
    channel.say(2);
    for (let n = 0; n < 50; n += 1) {
      channel.say();
      await channel.pass(2);
    }
    expect(channel.asked.length).toBeLessThan(4);
    channel.goDown(false);
    await channel.pass(20_000);
    expect(contents(feed).at(-1)).toBe("181");
  });

  test("a channel that is taken away is gone", async () => {
    const channel = aChannel(10);
    const feed = channel.open();
    feed.start();
    await channel.pass();
    channel.fail("gone");
    await channel.pass();
    expect(feed.read().failure).toBe("gone");
  });
});
