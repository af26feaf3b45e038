import type { Engine } from "../engine.ts";
import type { Outcome, Subscriber } from "../live/liveQueries.ts";
import type { TransactionCall } from "../runtime/executor.ts";
import type { QueryModification } from "./protocol.ts";
import { sameForClient } from "./transition.ts";

const NOTHING: readonly number[] = [];

export type AddQuery = QueryModification & { type: "Add" };

/** A query that this client watches, and what the client knows of it. */
export class Watched implements Subscriber {
  /** The newest outcome, which the client may not have yet. */
  outcome: Outcome = { text: null, error: null, logLines: [], journal: null };
  sent: Outcome | null = null;
  /** Whether it has left the query set. */
  gone = false;
  /** Whether it is on the list of what the client may not know, and what was put there before it. */
  listed = false;
  listedBefore: Watched | null = null;

  constructor(
    readonly add: AddQuery,
    /** Made anew when the client authenticates as somebody else. */
    public call: TransactionCall,
    private readonly set: QuerySet,
  ) {}

  changed(outcome: Outcome): void {
    this.outcome = outcome;
    this.set.noteNews(this);
  }
}

/** Whose query set it is. */
export interface QuerySetOwner {
  /** Makes the call of a query in the name of who speaks now. */
  queryCall(add: AddQuery, journal: string | null): TransactionCall;
  /** Called when there is something that the client does not have. */
  oweTransition(): void;
}

/** The queries that one client watches. What runs a query must be called in the lane. */
export class QuerySet {
  private readonly watched = new Map<number, Watched>();
  /** The last of those with an outcome that the client may not have; each knows the one before it. */
  private news: Watched | null = null;
  private removed: number[] | null = null;
  private closed = false;

  constructor(
    private readonly engine: Engine,
    private readonly owner: QuerySetOwner,
  ) {}

  has(queryId: number): boolean {
    return this.watched.has(queryId);
  }

  async add(add: AddQuery): Promise<void> {
    const query = new Watched(add, this.owner.queryCall(add, add.journal ?? null), this);
    await this.subscribe(query);
    if (!this.closed) this.watched.set(add.queryId, query);
  }

  remove(queryId: number): void {
    const query = this.watched.get(queryId)!;
    this.engine.live.unsubscribe(query);
    query.gone = true;
    this.watched.delete(queryId);
    this.removed ??= [];
    this.removed.push(queryId);
  }

  get size(): number {
    return this.watched.size;
  }

  all(): readonly Watched[] {
    return [...this.watched.values()];
  }

  /** Watches a query as the present speaker. What does not look at the identity is not run again. */
  async watchAgain(query: Watched): Promise<void> {
    this.engine.live.unsubscribe(query);
    query.call = this.owner.queryCall(query.add, query.outcome.journal ?? query.call.journal);
    await this.subscribe(query);
  }

  noteNews(query: Watched): void {
    this.list(query);
    this.owner.oweTransition();
  }

  /** What the client does not know yet; it counts as told from now on. */
  takeNews(): { removed: readonly number[]; changed: readonly Watched[] } {
    const removed = this.removed ?? NOTHING;
    this.removed = null;
    const changed: Watched[] = [];
    while (this.news) {
      const query = this.news;
      this.news = query.listedBefore;
      query.listed = false;
      query.listedBefore = null;
      if (!query.gone && isNews(query)) changed.push(query);
      query.sent = query.outcome;
    }
    return { removed, changed: changed.reverse() };
  }

  close(): void {
    this.closed = true;
    for (const query of this.watched.values()) this.engine.live.unsubscribe(query);
    this.watched.clear();
  }

  private async subscribe(query: Watched): Promise<void> {
    query.outcome = await this.engine.subscribe(query);
    this.list(query);
    // The socket may have closed while the query ran.
    if (this.closed) this.engine.live.unsubscribe(query);
  }

  private list(query: Watched): void {
    if (query.listed) return;
    query.listed = true;
    query.listedBefore = this.news;
    this.news = query;
  }
}

function isNews({ sent, outcome }: Watched): boolean {
  return sent === null || !sameForClient(sent, outcome);
}
