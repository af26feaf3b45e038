import type { Later } from "../lib/later";
import { ChannelLog, type Logged, type LogView, PAGE_SIZE, pageOf, type Stretch } from "./channelLog";
import { type ReactionCount, Reactions } from "./reactions";

/** A place in a channel: a message by its number or its id, or the first one after a moment. */
export type Place =
  | { kind: "seq"; seq: number }
  | { kind: "message"; messageId: string }
  | { kind: "moment"; at: number };

type Unwatch = () => void;

/** Why nothing comes any more: the channel is not there for this viewer, or something went wrong. */
export type Failure = "gone" | "failed";

/** Where a channel's messages come from. A watch calls back with every change, and `failed` when it can't any more. */
export interface ChannelSource<M> {
  watchNewest(heard: (newest: M | null) => void, failed: (why: Failure) => void): Unwatch;
  watchChanged(page: number, heard: (changed: M[]) => void): Unwatch;
  watchReactions(page: number, heard: (counts: ReactionCount[]) => void): Unwatch;
  loadPage(page: number): Promise<M[]>;
  loadRange(stretch: Stretch): Promise<M[]>;
  /** The number of the message at a place, or null when there is none. */
  find(place: Exclude<Place, { kind: "seq" }>): Promise<number | null>;
}

export interface FeedView<M> extends LogView<M> {
  /** Why nothing comes any more, until `retry`; null while all is well. */
  failure: Failure | null;
  /** The place that was asked for is not, or no longer, in the channel; the end is shown instead. */
  isPlaceGone: boolean;
  reactions: Reactions;
}

/** Changes within one frame are shown together. */
const GATHER_MS = 16;

/** Pages are watched once the reader has come to rest on them. */
const REST_MS = 150;

/** More pages than a tall screen of one-line messages shows are not watched. */
const MAX_WATCHED_PAGES = 4;

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;
/** What fails so often before anything was shown is told to the reader. */
const TRIES_BEFORE_TOLD = 3;

/**
 * Keeps a `ChannelLog` supplied for one viewer. The newest message is watched; what lies between is loaded once; edits
 * and reactions are watched for the pages in view. So a busy channel sends each viewer one message for a message, and
 * all viewers ask the same questions.
 */
export class ChannelFeed<M extends Logged> {
  private log = new ChannelLog<M>();
  private reactions = new Reactions();
  private readonly listeners = new Set<() => void>();
  /** The numbers of messages that were asked for, with those that are asked for again after a pause. */
  private readonly underWay = new Set<number>();
  private refused: Stretch[] = [];
  /** The pages on which the reader was last. */
  private inView = { first: -1, last: -1 };
  private readonly watches = new Map<number, Unwatch>();
  private readonly pending = new Map<"tell" | "rest" | "retry", Unwatch>();
  private unwatchNewest: Unwatch | null = null;
  private failures = 0;
  private failure: Failure | null = null;
  private isPlaceGone = false;
  private view: FeedView<M> | null = null;

  constructor(
    private readonly source: ChannelSource<M>,
    private readonly later: Later,
    private place: Place | null = null,
  ) {}

  readonly read = (): FeedView<M> => {
    this.view ??= {
      ...this.log.read(),
      failure: this.failure,
      isPlaceGone: this.isPlaceGone,
      reactions: this.reactions,
    };
    return this.view;
  };

  readonly subscribe = (changed: () => void): Unwatch => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };

  /** Begins to follow the channel, at the place it was made for. Started again, it begins anew. */
  start(): void {
    this.stop();
    this.log = new ChannelLog<M>();
    this.failure = null;
    if (this.place === null) this.follow();
    else void this.open(this.place);
  }

  stop(): void {
    this.unwatchNewest?.();
    this.unwatchNewest = null;
    for (const forget of [...this.watches.values(), ...this.pending.values()]) forget();
    for (const kept of [this.watches, this.pending, this.underWay]) kept.clear();
    this.refused = [];
    this.reactions = new Reactions();
  }

  readonly retry = (): void => {
    this.start();
    this.tell();
  };

  /** Shows what is around a place; null is the end. */
  async open(place: Place | null): Promise<void> {
    this.place = place;
    const seq = place && (await this.find(place));
    if (this.place !== place) return;
    this.isPlaceGone = place !== null && seq === null;
    this.log.openAt(seq);
    this.follow();
    this.supply();
  }

  private async find(place: Place): Promise<number | null> {
    if (place.kind === "seq") return place.seq;
    // A place that cannot be asked for is as good as gone: the end of the channel is the next best.
    return await this.source.find(place).catch(() => null);
  }

  readonly loadOlder = (): void => {
    this.log.loadOlder();
    this.supply();
  };

  readonly loadNewer = (): void => {
    this.log.loadNewer();
    this.supply();
  };

  /** Whether the reader stands at the end, where older messages can be let go. */
  readonly setFollowing = (isFollowing: boolean): void => {
    this.log.setFollowing(isFollowing);
    this.tell();
  };

  /** Which messages the reader sees: their pages are watched for edits and reactions. */
  readonly setInView = (first: number, last: number): void => {
    const seen = { first: pageOf(first), last: pageOf(last) };
    // Only other pages begin another rest, or a channel in which messages keep coming would never have one.
    const isTheSame = seen.first === this.inView.first && seen.last === this.inView.last;
    if (isTheSame && this.pending.has("rest")) return;
    this.inView = seen;
    this.soon("rest", REST_MS, () => this.watchPages(seen.first, seen.last));
  };

  private follow(): void {
    this.unwatchNewest ??= this.source.watchNewest(
      (newest) => {
        this.log.takeNewest(newest);
        this.supply();
      },
      (why) => {
        this.failure = why;
        this.tell();
      },
    );
  }

  /** Asks for what is missing and not on its way. */
  private supply(): void {
    this.tell();
    for (const { from, to } of this.log.missing()) {
      for (const stretch of this.notUnderWay({ from, to })) void this.load(stretch);
    }
  }

  private notUnderWay({ from, to }: Stretch): Stretch[] {
    const stretches: Stretch[] = [];
    let open: Stretch | null = null;
    for (let seq = from; seq < to; seq += 1) {
      if (this.underWay.has(seq)) open = null;
      else if (open) open.to = seq + 1;
      else {
        open = { from: seq, to: seq + 1 };
        stretches.push(open);
      }
    }
    return stretches;
  }

  private async load(stretch: Stretch): Promise<void> {
    const { log } = this;
    const { from, to } = stretch;
    for (let seq = from; seq < to; seq += 1) this.underWay.add(seq);
    const isWholePage = to - from === PAGE_SIZE && from % PAGE_SIZE === 0;
    try {
      const messages = await (isWholePage
        ? this.source.loadPage(pageOf(from))
        : this.source.loadRange(stretch));
      if (log !== this.log) return;
      log.take(messages);
      log.takeAbsent(stretch);
      this.failures = 0;
      this.forgetUnderWay(stretch);
      this.supply();
    } catch {
      // Whatever the reason, the cure is the same: ask again, less and less often.
      if (log === this.log) this.askAgainLater(stretch);
    }
  }

  private askAgainLater(stretch: Stretch): void {
    this.failures += 1;
    this.refused.push(stretch);
    if (this.failures >= TRIES_BEFORE_TOLD && !this.log.read().isReady) this.failure ??= "failed";
    this.tell();
    this.soon("retry", Math.min(FIRST_RETRY_MS * 2 ** (this.failures - 1), LONGEST_RETRY_MS), () => {
      for (const one of this.refused) this.forgetUnderWay(one);
      this.refused = [];
      this.supply();
    });
  }

  private forgetUnderWay({ from, to }: Stretch): void {
    for (let seq = from; seq < to; seq += 1) this.underWay.delete(seq);
  }

  private watchPages(first: number, last: number): void {
    const wanted = new Set<number>();
    for (let page = last; page >= first && wanted.size < MAX_WATCHED_PAGES; page -= 1) wanted.add(page);
    for (const [page, unwatch] of this.watches) {
      if (wanted.has(page)) continue;
      unwatch();
      this.watches.delete(page);
    }
    for (const page of wanted) if (!this.watches.has(page)) this.watches.set(page, this.watchPage(page));
  }

  private watchPage(page: number): Unwatch {
    const unwatchChanged = this.source.watchChanged(page, (changed) => {
      this.log.takeChanged(changed);
      this.tell();
    });
    const unwatchReactions = this.source.watchReactions(page, (counts) => {
      this.reactions = this.reactions.with(page, counts);
      this.tell();
    });
    return () => {
      unwatchChanged();
      unwatchReactions();
    };
  }

  /** Tells the listeners, once for everything that happens within a frame. */
  private tell(): void {
    this.view = null;
    if (this.pending.has("tell")) return;
    this.soon("tell", GATHER_MS, () => {
      this.view = null;
      for (const changed of this.listeners) changed();
    });
  }

  private soon(what: "tell" | "rest" | "retry", afterMs: number, call: () => void): void {
    this.pending.get(what)?.();
    const callOff = this.later(() => {
      this.pending.delete(what);
      call();
    }, afterMs);
    this.pending.set(what, callOff);
  }
}
