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

/**
 * Results of mutations by session and request, written in the mutation's own transaction. A client that lost
 * the answer sends the request again and gets the recorded result instead of a second run.
 */
export class Sessions {
  private lastSweep = 0;

  constructor(private readonly sqlite: Sqlite) {
    sqlite.exec(`
      CREATE TABLE IF NOT EXISTS sessionRequests(
        session TEXT NOT NULL, request INTEGER NOT NULL, result TEXT NOT NULL, logLines TEXT NOT NULL,
        at REAL NOT NULL, PRIMARY KEY(session, request)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS sessionRequestsByTime ON sessionRequests(at);
    `);
  }

  find({ sessionId, requestId }: SessionRequest): Recorded | null {
    const row = this.sqlite
      .prepare("SELECT result, logLines FROM sessionRequests WHERE session = ? AND request = ?")
      .get(sessionId, requestId);
    return row ? { text: row.result, logLines: JSON.parse(row.logLines) } : null;
  }

  record({ sessionId, requestId }: SessionRequest, { text, logLines }: Recorded): void {
    const now = Date.now();
    this.sqlite
      .prepare("INSERT INTO sessionRequests(session, request, result, logLines, at) VALUES (?, ?, ?, ?, ?)")
      .run(sessionId, requestId, text, JSON.stringify(logLines), now);
    if (now - this.lastSweep < 60_000) return;
    this.lastSweep = now;
    this.sqlite.prepare("DELETE FROM sessionRequests WHERE at < ?").run(now - KEEP_MS);
  }
}
