import { setTimeout as delay } from "node:timers/promises";
import type { Range } from "../app/convex/ranges.ts";
import type { Deployment } from "../support.ts";
import { anHttpClient } from "./clients.ts";
import { MarksWorkload } from "./marksWorkload.ts";
import { type Commit, Timeline } from "./replay.ts";
import type { Random } from "./seed.ts";
import { type Result, SyncClient, type View } from "./syncClient.ts";

interface PageValue {
  readonly page: string[];
  readonly isDone: boolean;
  readonly continueCursor: string;
}

/** A line that is watched page by page, as `usePaginatedQuery` does: each page begins where the last one ended. */
interface Scroll {
  readonly line: string;
  readonly backwards: boolean;
  readonly pageSize: number;
  readonly pages: number[];
}

/** What a client has watched, by the ids of its queries; kept when it watches no longer, for the check. */
interface Watched {
  readonly ranges: Map<number, Range>;
  readonly scrolls: Set<Scroll>;
}

/** How long a Transition may take after the last write. */
const SETTLED_MS = 2_000;
const MOST_RANGES = 5;

/**
 * Lets clients watch changing sets of ranges and pages, write, and lose their connections, and throws unless every
 * view of every client was what the model says for its timestamp. Returns how many views were checked.
 */
export async function checkWatchers(
  deployment: Deployment,
  random: Random,
  options: { clients: number; steps: number; disturb?: () => Promise<void> },
): Promise<number> {
  const workload = new MarksWorkload(random.fork());
  const commits: Commit[] = [];
  const watchers = Array.from(
    { length: options.clients },
    () => new Watcher(deployment.url, random.fork(), workload, commits),
  );
  try {
    await Promise.all([
      options.disturb && delay(random.between(0, 100)).then(options.disturb),
      ...watchers.map((watcher) => watcher.live(options.steps)),
    ]);
    await untilSettled(watchers);
    const timeline = new Timeline(commits);
    for (const watcher of watchers) {
      watcher.check(timeline);
      await watcher.checkAgainstFreshReads(deployment.url);
    }
    return watchers.reduce((sum, { client }) => sum + client.views.length, 0);
  } finally {
    for (const { client } of watchers) client.close();
  }
}

async function untilSettled(watchers: readonly Watcher[]): Promise<void> {
  const until = performance.now() + SETTLED_MS;
  while (!watchers.every(({ client }) => client.settled)) {
    if (performance.now() > until) throw new Error("stuck: the Transition of a mutation does not come");
    await delay(2);
  }
}

class Watcher {
  readonly client: SyncClient;
  private readonly watched: Watched = { ranges: new Map(), scrolls: new Set() };
  /** The ids of ranges that are watched now. */
  private readonly current: number[] = [];
  private scroll: Scroll | null = null;

  constructor(
    url: string,
    private readonly random: Random,
    private readonly workload: MarksWorkload,
    private readonly commits: Commit[],
  ) {
    this.client = new SyncClient(url, { keepViews: true });
  }

  async live(steps: number): Promise<void> {
    const { random, client } = this;
    for (let step = 0; step < steps; step++) {
      const what = random.next();
      if (what < 0.5) await this.write();
      else if (what < 0.65) this.watchRange();
      else if (what < 0.75) this.dropRange();
      else if (what < 0.95) this.scrollOn();
      else if (what < 0.97) client.breakOff();
      else await delay(random.between(1, 5));
    }
  }

  /** Throws for the first view that is not what the model says, or if the server broke the protocol. */
  check(timeline: Timeline): void {
    const [violation] = this.client.violations;
    if (violation) throw new Error(violation);
    for (const view of this.client.views) {
      this.checkRanges(timeline, view);
      for (const scroll of this.watched.scrolls) checkScroll(timeline, view, scroll);
    }
  }

  /** Throws unless what the client knows at the end is what anybody reads who asks now. */
  async checkAgainstFreshReads(url: string): Promise<void> {
    const fresh = anHttpClient(url);
    for (const queryId of this.current) {
      const range = this.watched.ranges.get(queryId)!;
      const now = (await fresh.query("ranges:read", { range: { ...range } })) as string[];
      const known = this.client.result(queryId)?.value as string[] | undefined;
      if (known?.join() !== now.join())
        throw new Error(`missed: a client is left with ${known?.join()} where ${now.join()} is read`);
    }
  }

  private async write(): Promise<void> {
    const { changes, fails } = this.workload.mutation();
    const startedAt = performance.now();
    const sent = this.client.mutation("ranges:change", { changes, fails } as never);
    // A mutation that was asked to fail must, and then it changes nothing.
    if (fails)
      return sent.then(
        () => Promise.reject(new Error("A mutation did not fail.")),
        () => {},
      );
    const { seen, ts } = (await sent).value as unknown as Pick<Commit, "seen" | "ts">;
    this.commits.push({ changes, seen, ts, startedAt, endedAt: performance.now() });
  }

  private watchRange(): void {
    if (this.current.length === MOST_RANGES) return;
    const range = this.workload.range();
    const queryId = this.client.add("ranges:read", { range: { ...range } });
    this.watched.ranges.set(queryId, range);
    this.current.push(queryId);
  }

  private dropRange(): void {
    const [queryId] = this.current.splice(this.random.between(0, this.current.length), 1);
    if (queryId !== undefined) this.client.remove(queryId);
  }

  /** Begins to scroll through a line, asks for its next page, or leaves it. */
  private scrollOn(): void {
    const { client, random } = this;
    if (!this.scroll) {
      const line = random.pick(this.workload.lines);
      this.scroll = { line, backwards: random.chance(0.5), pageSize: random.between(1, 4), pages: [] };
      this.watched.scrolls.add(this.scroll);
      return this.addPage(null);
    }
    if (random.chance(0.1)) {
      for (const queryId of this.scroll.pages) client.remove(queryId);
      this.scroll = null;
      return;
    }
    const last = pageOf(client.result(this.scroll.pages.at(-1)!));
    if (last && !last.isDone) this.addPage(last.continueCursor);
  }

  private addPage(cursor: string | null): void {
    const { line, backwards, pageSize, pages } = this.scroll!;
    const paginationOpts = { numItems: pageSize, cursor };
    pages.push(this.client.add("ranges:page", { line, backwards, paginationOpts }));
  }

  private checkRanges(timeline: Timeline, { ts, results }: View): void {
    const marks = timeline.at(timeline.position(ts));
    for (const [queryId, { value }] of results) {
      const range = this.watched.ranges.get(queryId);
      if (!range) continue;
      const expected = marks.read(range).join();
      if ((value as string[]).join() !== expected)
        throw new Error(
          `torn: a view of ${ts} holds ${(value as string[]).join()} where ${expected} was committed`,
        );
    }
  }
}

/** The pages of a scroll make the beginning of its line, and all of it when the last one is the end. */
function checkScroll(timeline: Timeline, { ts, results }: View, scroll: Scroll): void {
  const known = scroll.pages.map((queryId) => pageOf(results.get(queryId)));
  // Pages come one by one and, when the client turns away, go one by one: those from the first on count.
  const missing = known.indexOf(undefined);
  const pages = (missing < 0 ? known : known.slice(0, missing)) as PageValue[];
  if (pages.length === 0) return;
  const shown = pages.flatMap(({ page }) => page);
  const line = timeline.at(timeline.position(ts)).line(scroll.line, scroll.backwards);
  const expected = pages.at(-1)!.isDone ? line : line.slice(0, shown.length);
  if (shown.join() !== expected.join())
    throw new Error(`gap or overlap: pages of ${ts} show ${shown.join()} where ${expected.join()} was due`);
}

function pageOf(result: Result | undefined): PageValue | undefined {
  return result?.value as unknown as PageValue | undefined;
}
