/** Messages of a page of history; the backend's `page` query speaks of the same number. */
export const PAGE_SIZE = 50;

/** Fewer rows than this are not worth a step: the page behind is asked for as well. */
const SMALL_STEP = 20;

/** While somebody follows the newest message, rows this far above it are let go. */
const KEPT_BEHIND = 150;

/**
 * After an absence with more messages than this, a reader is not walked through all of them; and to those who have
 * scrolled up no more than this is added out of their sight.
 */
const MAX_CATCH_UP = 100;

export interface Logged {
  _id: string;
  seq: number;
  editedAt?: number;
  deletedAt?: number;
}

/** Message numbers from `from` up to and without `to`. */
export interface Stretch {
  from: number;
  to: number;
}

export interface LogView<M> {
  /** What can be shown now: by number, and without a hole. */
  messages: readonly M[];
  /** The number of the newest message there is, shown or not; -1 in an empty channel, null before it is known. */
  newestSeq: number | null;
  /** Whether everything that was asked for around the opening place has arrived once. */
  isReady: boolean;
  hasOlder: boolean;
  hasNewer: boolean;
  isLoadingOlder: boolean;
  isLoadingNewer: boolean;
  /** Another opening has another number: its messages have nothing to do with those shown before. */
  opening: number;
  /** The message that this opening is about; null when it is about the end of the channel. */
  openedAt: number | null;
}

/** The page that holds a message. */
export const pageOf = (seq: number): number => Math.floor(seq / PAGE_SIZE);

/**
 * What one viewer holds of a channel: a window of message numbers, and as many of its messages as have come. It knows
 * which ones are missing and never shows a hole; who loads them and when is not its business. A window without an end
 * is live: what is said is added to it.
 */
export class ChannelLog<M extends Logged> {
  private readonly held = new Map<number, M>();
  /** Edits and deletions may be told before the message itself has come. */
  private readonly changes = new Map<number, M>();
  /** Numbers that were asked for and have no message. */
  private readonly absent = new Set<number>();
  private from = 0;
  private end = Number.POSITIVE_INFINITY;
  /** The number that the shown messages grow from, in both directions. */
  private anchor: number | null = null;
  private newestSeq: number | null = null;
  /** The newest message when the viewer was last known to have its end in reach. */
  private reachedSeq = -1;
  private opening = 0;
  private openedAt: number | null = null;
  private isReady = false;
  private view: LogView<M> | null = null;
  private isFollowing = true;

  /**
   * Whether the viewer stands at the end. Whoever does is brought along, and what piles up above is let go; for those
   * who don't, a window that has grown by much gets an end.
   */
  setFollowing(isFollowing: boolean): void {
    this.isFollowing = isFollowing;
    this.reachedSeq = this.newestSeq ?? -1;
    if (isFollowing) this.trim();
  }

  /** The newest message, as it is told with every message; null in an empty channel. */
  takeNewest(message: M | null): void {
    this.view = null;
    const before = this.newestSeq;
    this.newestSeq = Math.max(before ?? -1, message?.seq ?? -1);
    if (this.anchor === null) this.openAtEnd();
    else if (before === null) this.joinEnd();
    else if (this.isLive()) {
      if (this.isFollowing) {
        if (this.newestSeq - before > MAX_CATCH_UP) this.openAtEnd();
      } else if (this.newestSeq - this.reachedSeq > MAX_CATCH_UP) this.end = before + 1;
    }
    if (message) this.take([message]);
    if (this.isFollowing) this.trim();
  }

  /** Messages that have come, in any order and any number of times. Those outside of the window are let go. */
  take(messages: readonly M[]): void {
    this.view = null;
    for (const message of messages) {
      const { seq } = message;
      if (seq < this.from || seq >= this.end) continue;
      this.absent.delete(seq);
      const known = this.held.get(seq) ?? this.changes.get(seq);
      this.changes.delete(seq);
      this.held.set(seq, known && stampOf(known) >= stampOf(message) ? known : message);
    }
  }

  /** Messages of a page that were edited or deleted, as they are now. */
  takeChanged(messages: readonly M[]): void {
    this.view = null;
    for (const message of messages) {
      const { seq } = message;
      const known = this.held.get(seq) ?? this.changes.get(seq);
      if (known && stampOf(known) >= stampOf(message)) continue;
      if (this.held.has(seq)) this.held.set(seq, message);
      else this.changes.set(seq, message);
    }
  }

  /** A stretch was asked for, and whatever of it has not come by now is not there. */
  takeAbsent({ from, to }: Stretch): void {
    this.view = null;
    const end = Math.min(to, this.end);
    for (let seq = Math.max(from, this.from); seq < end; seq += 1)
      if (!this.held.has(seq)) this.absent.add(seq);
  }

  /** The stretches of the window that have not come yet, none longer than a page nor across two. */
  missing(): Stretch[] {
    if (this.anchor === null || this.newestSeq === null) return [];
    const stretches: Stretch[] = [];
    const end = Math.min(this.end, this.newestSeq + 1);
    let open: Stretch | null = null;
    for (let seq = this.from; seq < end; seq += 1) {
      if (this.held.has(seq) || this.absent.has(seq)) {
        open = null;
      } else if (open === null || seq % PAGE_SIZE === 0) {
        open = { from: seq, to: seq + 1 };
        stretches.push(open);
      } else {
        open.to = seq + 1;
      }
    }
    return stretches;
  }

  /** Opens the window at a message, or at the end. What is shown already stays when the message is part of it. */
  openAt(seq: number | null): void {
    this.view = null;
    this.isFollowing = seq === null;
    if (seq === null) {
      this.openedAt = null;
      if (this.newestSeq !== null) this.openAtEnd();
      return;
    }
    const last = pageOf(seq);
    const isLateOnPage = (last + 1) * PAGE_SIZE - seq < SMALL_STEP;
    this.reopen({ from: olderStart(seq + 1), to: (last + (isLateOnPage ? 2 : 1)) * PAGE_SIZE }, seq);
    this.openedAt = seq;
    this.joinEnd();
  }

  loadOlder(): void {
    const { hasOlder, isLoadingOlder } = this.read();
    if (!hasOlder || isLoadingOlder) return;
    this.view = null;
    this.from = olderStart(this.from);
  }

  loadNewer(): void {
    const { hasNewer, isLoadingNewer } = this.read();
    if (!hasNewer || isLoadingNewer) return;
    this.view = null;
    this.end = (pageOf(this.end) + 1) * PAGE_SIZE;
    this.joinEnd();
  }

  /** For a viewer who follows the newest message: lets go of what has piled up above. */
  private trim(): void {
    if (!this.isLive() || this.newestSeq === null || this.newestSeq - this.from < 2 * KEPT_BEHIND) return;
    const shown = this.read().messages.at(-1);
    if (!shown) return;
    this.view = null;
    this.anchor = shown.seq;
    this.from = shown.seq - KEPT_BEHIND;
    this.forgetOutside();
  }

  /** What can be shown now; the same object until something changes. */
  read(): LogView<M> {
    this.view ??= this.look();
    return this.view;
  }

  private look(): LogView<M> {
    const { newestSeq, opening, openedAt } = this;
    const run = this.runAround(this.anchor);
    const end = Math.min(this.end, (newestSeq ?? -1) + 1);
    this.isReady ||=
      newestSeq === -1 || (newestSeq !== null && this.anchor !== null && run.from === this.from);
    const messages: M[] = [];
    for (let seq = run.from; seq < run.to; seq += 1) {
      const message = this.held.get(seq);
      if (message) messages.push(message);
    }
    return {
      messages: this.isReady ? messages : [],
      ...{ newestSeq, opening, openedAt },
      isReady: this.isReady,
      hasOlder: this.from > 0,
      hasNewer: newestSeq !== null && this.end <= newestSeq,
      isLoadingOlder: this.isReady && run.from > this.from,
      isLoadingNewer: this.isReady && !this.isLive() && run.to < end,
    };
  }

  private runAround(anchor: number | null): Stretch {
    if (anchor === null) return { from: this.from, to: this.from };
    const isKnown = (seq: number) => this.held.has(seq) || this.absent.has(seq);
    if (!isKnown(anchor)) return { from: anchor + 1, to: anchor + 1 };
    let [from, to] = [anchor, anchor + 1];
    while (from > this.from && isKnown(from - 1)) from -= 1;
    while (to < this.end && isKnown(to)) to += 1;
    return { from, to };
  }

  private openAtEnd(): void {
    const newest = this.newestSeq ?? -1;
    this.reopen({ from: olderStart(newest + 1), to: Number.POSITIVE_INFINITY }, Math.max(0, newest));
    this.openedAt = null;
  }

  private reopen({ from, to }: Stretch, anchor: number): void {
    this.opening += 1;
    this.from = from;
    this.end = to;
    this.anchor = anchor;
    this.isReady = false;
    this.forgetOutside();
  }

  /** A window that reaches the newest message has no end any more. */
  private joinEnd(): void {
    if (this.newestSeq === null || this.end <= this.newestSeq) return;
    this.end = Number.POSITIVE_INFINITY;
    this.reachedSeq = this.newestSeq;
  }

  private isLive(): boolean {
    return this.end === Number.POSITIVE_INFINITY;
  }

  private forgetOutside(): void {
    for (const known of [this.held, this.changes, this.absent]) {
      for (const seq of known.keys()) if (seq < this.from || seq >= this.end) known.delete(seq);
    }
  }
}

/** Where a window starts after one step up from `from`. Zero is the first message there ever was. */
function olderStart(from: number): number {
  if (from <= 0) return 0;
  const start = pageOf(from - 1) * PAGE_SIZE;
  return from - start < SMALL_STEP ? Math.max(0, start - PAGE_SIZE) : start;
}

/** When a message last became what it is; zero when it is as it was written. */
const stampOf = ({ editedAt = 0, deletedAt = 0 }: Logged): number => Math.max(editedAt, deletedAt);
