import { setTimeout } from "../realTimers.ts";
import type { FunctionError } from "../runtime/errors.ts";
import type { TransactionCall } from "../runtime/executor.ts";
import type { Observed } from "../runtime/frame.ts";
import type { ReadSet } from "../store/readSet.ts";
import type { WrittenKey } from "../store/transaction.ts";
import { canonicalText, type Json } from "../values/json.ts";
import { IntervalIndex } from "./intervals.ts";

/** The outcome of one run of a query. Never changed: a re-run makes a new one. */
export interface Outcome {
  /** The result's JSON text, or `null` when the query failed. */
  readonly text: string | null;
  readonly error: FunctionError | null;
  readonly logLines: readonly string[];
  readonly journal: string | null;
  /** The result as it goes to every client, made by whoever needs it first (`sync/transition.ts`). */
  bytes?: Buffer;
}

/** Runs a query once. Called in the lane, so at the newest commit. */
export type RunQuery = (
  call: TransactionCall,
) => Promise<{ outcome: Outcome; reads: ReadSet; observed: Observed }>;

/** Someone who wants to hear when the outcome of a query changes. */
export interface Subscriber {
  readonly call: TransactionCall;
  changed(outcome: Outcome): void;
}

interface Entry {
  key: string;
  call: TransactionCall;
  outcome: Outcome;
  fresh: boolean;
  computedAt: number;
  observedTime: boolean;
  readonly subscribers: Set<Subscriber>;
}

/** Results that nobody subscribes to are kept for reuse up to this many characters in all. */
const KEPT_CHARACTERS = 64 << 20;
/** So many queries more than twice those with an entry may be remembered as looking at the identity. */
const SENSITIVE_SLACK = 1_000;
/** A result that depends on the clock is not handed to a new caller after this time. */
const CLOCK_RESULT_MS = 5_000;
/** A watched query whose run was disturbed by a failure of the machine runs again after this time. */
const RETRY_MS = 1_000;

/**
 * Every query that somebody watches, and recent results that may serve again. One entry serves all callers
 * with the same function, arguments and journal (and the same identity, where the query looks at it): it runs
 * once per change and its text is made once.
 */
export class LiveQueries {
  private readonly entries = new Map<string, Entry>();
  private readonly intervals = new IntervalIndex<Entry>();
  private readonly entryOf = new Map<Subscriber, Entry>();
  /** Keys of queries that have looked at the caller's identity: from then on each identity has its own entry. */
  private identitySensitive = new Set<string>();
  private stale = new Set<Entry>();
  /** Those whose last run the machine has failed, until the next attempt. */
  private readonly disturbed = new Set<Entry>();
  private keptCharacters = 0;
  private twins = 0;

  constructor(
    private readonly runQuery: RunQuery,
    /** Asks for a call of `refresh` though nothing was written. */
    private readonly requestRefresh: () => void,
  ) {}

  /** How many distinct queries have subscribers. */
  get watched(): number {
    return new Set(this.entryOf.values()).size;
  }

  /** The newest outcome of a query, from an entry that is up to date or from a run. Call it in the lane. */
  async read(call: TransactionCall): Promise<Outcome> {
    return (await this.upToDate(call)).outcome;
  }

  /** Like `read`, and tells the subscriber of every later change. Call it in the lane. */
  async subscribe(subscriber: Subscriber): Promise<Outcome> {
    const entry = await this.upToDate(subscriber.call);
    this.keptCharacters -= entry.subscribers.size === 0 ? sizeOf(entry) : 0;
    entry.subscribers.add(subscriber);
    this.entryOf.set(subscriber, entry);
    return entry.outcome;
  }

  unsubscribe(subscriber: Subscriber): void {
    const entry = this.entryOf.get(subscriber);
    if (!entry) return;
    this.entryOf.delete(subscriber);
    entry.subscribers.delete(subscriber);
    if (entry.subscribers.size > 0) return;
    this.stale.delete(entry);
    if (!entry.fresh) return this.drop(entry);
    this.keptCharacters += sizeOf(entry);
    this.evict();
  }

  /** Marks what the written keys make stale. */
  invalidate(written: readonly WrittenKey[]): void {
    for (const entry of this.intervals.hit(written)) this.markStale(entry);
  }

  /** Marks everything stale: new code, another environment variable. */
  invalidateAll(): void {
    for (const entry of [...this.entries.values()]) this.markStale(entry);
  }

  /** Runs each stale query that is watched once and tells its subscribers. Call it in the lane. */
  async refresh(): Promise<void> {
    if (this.stale.size === 0) return;
    const stale = this.stale;
    this.stale = new Set();
    for (const entry of stale) {
      this.followJournal(entry);
      const observed = await this.run(entry);
      // The last subscriber may have left while the query ran.
      if (entry.subscribers.size === 0) {
        this.drop(entry);
        continue;
      }
      if (observed.identity) await this.separateIdentities(entry);
      for (const subscriber of entry.subscribers) subscriber.changed(entry.outcome);
    }
  }

  private markStale(entry: Entry): void {
    entry.fresh = false;
    this.intervals.remove(entry);
    if (entry.subscribers.size > 0) this.stale.add(entry);
    else {
      this.keptCharacters -= sizeOf(entry);
      this.drop(entry);
    }
  }

  private async upToDate(call: TransactionCall): Promise<Entry> {
    const key = this.keyOf(call);
    const known = this.entries.get(key);
    const expired =
      known?.observedTime && known.subscribers.size === 0 && Date.now() - known.computedAt > CLOCK_RESULT_MS;
    if (known?.fresh && !expired) {
      // A Map keeps insertion order: what was used last is evicted last.
      this.entries.delete(key);
      this.entries.set(key, known);
      return known;
    }
    if (known) {
      // Watched and stale: bring it up to date for everyone now instead of a moment later.
      if (known.subscribers.size > 0) {
        // It is not among the stale ones while it waits for another attempt.
        this.stale.add(known);
        await this.refresh();
        return this.entries.get(this.keyOf(call)) ?? this.upToDate(call);
      }
      this.keptCharacters -= sizeOf(known);
      this.drop(known);
    }
    const entry: Entry = {
      key,
      call,
      outcome: { text: null, error: null, logLines: [], journal: null },
      fresh: false,
      computedAt: 0,
      observedTime: false,
      subscribers: new Set(),
    };
    const observed = await this.run(entry);
    if (observed.identity) this.rememberSensitive(call);
    entry.key = this.keyOf(call);
    this.entries.set(entry.key, entry);
    this.keptCharacters += sizeOf(entry);
    this.evict(entry);
    return entry;
  }

  private async run(entry: Entry): Promise<Observed> {
    const { outcome, reads, observed } = await this.runQuery(entry.call);
    entry.outcome = outcome;
    entry.fresh = !observed.failure;
    if (observed.failure) this.retryLater(entry);
    entry.computedAt = Date.now();
    entry.observedTime = observed.time;
    this.intervals.add(entry, reads.intervals);
    return observed;
  }

  private retryLater(entry: Entry): void {
    if (this.disturbed.size === 0) setTimeout(() => this.retryDisturbed(), RETRY_MS).unref();
    this.disturbed.add(entry);
  }

  private retryDisturbed(): void {
    for (const entry of this.disturbed) if (entry.subscribers.size > 0) this.stale.add(entry);
    this.disturbed.clear();
    if (this.stale.size > 0) this.requestRefresh();
  }

  /** A page that runs again ends where it ended before; it leaves the shared entry of first-time readers. */
  private followJournal(entry: Entry): void {
    if (entry.call.journal !== null || entry.outcome.journal === null) return;
    this.entries.delete(entry.key);
    entry.call = { ...entry.call, journal: entry.outcome.journal };
    entry.key = this.keyOf(entry.call);
    const other = this.entries.get(entry.key);
    // Two pages with the same past stay two entries; the second one goes by a key that nobody looks up.
    if (other) entry.key += `\x00${++this.twins}`;
    this.entries.set(entry.key, entry);
  }

  /** A query that begins to look at the identity can serve only callers with the identity it ran with. */
  private async separateIdentities(entry: Entry): Promise<void> {
    this.rememberSensitive(entry.call);
    const own = identityKey(entry.call);
    const others = [...entry.subscribers].filter((subscriber) => identityKey(subscriber.call) !== own);
    this.entries.delete(entry.key);
    entry.key = this.keyOf(entry.call);
    this.entries.set(entry.key, entry);
    for (const subscriber of others) {
      entry.subscribers.delete(subscriber);
      this.entryOf.delete(subscriber);
      subscriber.changed(await this.subscribe(subscriber));
    }
  }

  /** What is remembered of queries without an entry is only of use until they run again: it goes in bulk. */
  private rememberSensitive(call: TransactionCall): void {
    this.identitySensitive.add(baseKey(call));
    if (this.identitySensitive.size <= 2 * this.entries.size + SENSITIVE_SLACK) return;
    const known = [...this.entries.values()].map((entry) => baseKey(entry.call));
    this.identitySensitive = new Set(known.filter((base) => this.identitySensitive.has(base))).add(
      baseKey(call),
    );
  }

  private keyOf(call: TransactionCall): string {
    const base = baseKey(call);
    return this.identitySensitive.has(base) ? `${base}\x00${identityKey(call)}` : base;
  }

  private drop(entry: Entry): void {
    this.disturbed.delete(entry);
    this.intervals.remove(entry);
    this.entries.delete(entry.key);
  }

  private evict(except?: Entry): void {
    if (this.keptCharacters <= KEPT_CHARACTERS) return;
    for (const entry of this.entries.values()) {
      if (this.keptCharacters <= KEPT_CHARACTERS) return;
      if (entry.subscribers.size > 0 || entry === except) continue;
      this.keptCharacters -= sizeOf(entry);
      this.drop(entry);
    }
  }
}

function baseKey(call: TransactionCall): string {
  return `${call.component}\x00${call.path}\x00${call.internal ? "i" : "p"}\x00${canonicalText(call.args)}\x00${call.journal ?? ""}`;
}

function identityKey(call: TransactionCall): string {
  const { identity, identityError } = call.caller;
  // A token that proves nothing is nobody's, and yet not the same as no token.
  return identityError ?? (identity ? canonicalText(identity as Json) : "");
}

function sizeOf(entry: Entry): number {
  return entry.key.length + (entry.outcome.text?.length ?? 0) + 500;
}
