import type { Engine } from "../engine.ts";
import type { Outcome, Subscriber } from "../live/liveQueries.ts";
import type { TransactionCall } from "../runtime/executor.ts";
import type { QueryModification } from "./protocol.ts";
import { sameForClient } from "./transition.ts";

export type AddQuery = QueryModification & { type: "Add" };

/** A query that this client watches, and what the client knows of it. */
export interface Watched extends Subscriber {
  readonly add: AddQuery;
  /** Made anew when the client authenticates as somebody else. */
  call: TransactionCall;
  /** The newest outcome, which the client may not have yet. */
  outcome: Outcome;
  sent: Outcome | null;
}

/** The queries that one client watches. What runs a query must be called in the lane. */
export class QuerySet {
  private readonly watched = new Map<number, Watched>();
  private removed: number[] = [];
  private closed = false;

  constructor(
    private readonly engine: Engine,
    /** Makes the call of a query in the name of who speaks now. */
    private readonly callOf: (add: AddQuery, journal: string | null) => TransactionCall,
    /** Called when there is something that the client does not have. */
    private readonly changed: () => void,
  ) {}

  has(queryId: number): boolean {
    return this.watched.has(queryId);
  }

  async add(add: AddQuery): Promise<void> {
    const query: Watched = {
      add,
      call: this.callOf(add, add.journal ?? null),
      outcome: { text: null, error: null, logLines: [], journal: null },
      sent: null,
      changed: (outcome) => {
        query.outcome = outcome;
        this.changed();
      },
    };
    await this.subscribe(query);
    if (!this.closed) this.watched.set(add.queryId, query);
  }

  remove(queryId: number): void {
    this.engine.live.unsubscribe(this.watched.get(queryId)!);
    this.watched.delete(queryId);
    this.removed.push(queryId);
  }

  /** Watches everything as the present speaker. What does not look at the identity is not run again. */
  async watchAgain(): Promise<void> {
    for (const query of this.watched.values()) {
      this.engine.live.unsubscribe(query);
      query.call = this.callOf(query.add, query.outcome.journal ?? query.call.journal);
      await this.subscribe(query);
    }
  }

  /** What the client does not know yet; it counts as told from now on. */
  takeNews(): { removed: number[]; changed: Watched[] } {
    const { removed } = this;
    if (removed.length > 0) this.removed = [];
    const changed: Watched[] = [];
    for (const query of this.watched.values()) {
      if (query.sent === query.outcome) continue;
      if (!query.sent || !sameForClient(query.sent, query.outcome)) changed.push(query);
      query.sent = query.outcome;
    }
    return { removed, changed };
  }

  close(): void {
    this.closed = true;
    for (const query of this.watched.values()) this.engine.live.unsubscribe(query);
    this.watched.clear();
  }

  private async subscribe(query: Watched): Promise<void> {
    query.outcome = await this.engine.subscribe(query);
    // The socket may have closed while the query ran.
    if (this.closed) this.engine.live.unsubscribe(query);
  }
}
