import type { Sqlite } from "../store/sqlite.ts";

/** A mutation as a client names it: request ids count up within a session and survive reconnects. */
export interface SessionRequest {
  readonly sessionId: string;
  readonly requestId: number;
}

interface Recorded {
  readonly text: string;
  readonly logLines: readonly string[];
}

/** A client resends what it has not seen answered for as long as its page is open; two weeks outlast that. */
const KEEP_MS = 14 * 24 * 3600_000;
/** Of so many sessions it is kept in memory how far they are. */
const KNOWN_SESSIONS = 10_000;

/**
 * Results of mutations by session and request, written in the mutation's own transaction. A client that lost
 * the answer sends the request again and gets the recorded result instead of a second run.
 */
export class Sessions {
  private lastSweep = 0;
  /**
   * Of sessions that have sent something lately the highest request that may be recorded: a client counts up, so what
   * it sends is nearly always beyond and need not be looked for.
   */
  private readonly highest = new Map<string, number>();

  constructor(private readonly sqlite: Sqlite) {
    sqlite.exec(`
      CREATE TABLE IF NOT EXISTS sessionRequests(
        session TEXT NOT NULL, request INTEGER NOT NULL, result TEXT NOT NULL, logLines TEXT NOT NULL,
        at REAL NOT NULL, PRIMARY KEY(session, request)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS sessionRequestsByTime ON sessionRequests(at);
    `);
  }

  find({ sessionId, requestId }: SessionRequest): Recorded | null {
    if (requestId > this.highestOf(sessionId)) return null;
    const row = this.sqlite
      .prepare("SELECT result, logLines FROM sessionRequests WHERE session = ? AND request = ?")
      .get(sessionId, requestId);
    return row ? { text: row.result, logLines: JSON.parse(row.logLines) } : null;
  }

  record({ sessionId, requestId }: SessionRequest, { text, logLines }: Recorded): void {
    const now = Date.now();
    this.highest.set(sessionId, Math.max(requestId, this.highestOf(sessionId)));
    this.sqlite
      .prepare("INSERT INTO sessionRequests(session, request, result, logLines, at) VALUES (?, ?, ?, ?, ?)")
      .run(sessionId, requestId, text, logLines.length === 0 ? "[]" : JSON.stringify(logLines), now);
    if (now - this.lastSweep < 60_000) return;
    this.lastSweep = now;
    this.sqlite.prepare("DELETE FROM sessionRequests WHERE at < ?").run(now - KEEP_MS);
  }

  private highestOf(sessionId: string): number {
    let highest = this.highest.get(sessionId);
    if (highest === undefined) {
      const row = this.sqlite
        .prepare("SELECT max(request) AS highest FROM sessionRequests WHERE session = ?")
        .get(sessionId);
      highest = (row.highest as number | null) ?? -1;
      if (this.highest.size >= KNOWN_SESSIONS) this.highest.clear();
      this.highest.set(sessionId, highest);
    }
    return highest;
  }
}
