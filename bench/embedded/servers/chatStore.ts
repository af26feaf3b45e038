import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

export interface Message {
  readonly id: number;
  readonly room: string;
  readonly at: number;
  readonly body: string;
}

export interface Post {
  readonly room: string;
  readonly body: string;
  /** Called after the commit and after `committed`. */
  stored(message: Message): void;
}

export interface Transfer {
  readonly from: number;
  readonly to: number;
  readonly cents: number;
  done(): void;
}

type Write = Post | Transfer;

/**
 * What both yardsticks keep: messages and accounts on the SQLite driver and with the settings of the embedded runtime.
 * `together`: all writes that came in one turn of the event loop share a transaction and its fsync; otherwise
 * each has its own. Nobody is told of a write before it is synced.
 */
export class ChatStore {
  private readonly database: InstanceType<typeof DatabaseSync>;
  private readonly statements;
  private waiting: Write[] = [];

  constructor(
    dir: string,
    private readonly together: boolean,
    private readonly committed: (messages: Message[]) => void,
  ) {
    mkdirSync(dir, { recursive: true });
    const database = new DatabaseSync(join(dir, "chat.db"));
    database.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
      CREATE TABLE IF NOT EXISTS messages(id INTEGER PRIMARY KEY, room TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS by_room ON messages(room, id);
      CREATE TABLE IF NOT EXISTS accounts(number INTEGER PRIMARY KEY, cents INTEGER NOT NULL);
    `);
    this.database = database;
    this.statements = {
      insert: database.prepare("INSERT INTO messages(room, at, body) VALUES (?, ?, ?)"),
      newest: database.prepare("SELECT * FROM messages WHERE room = ? ORDER BY id DESC LIMIT ?"),
      after: database.prepare("SELECT * FROM messages WHERE room = ? AND id > ? ORDER BY id LIMIT ?"),
      open: database.prepare("INSERT OR IGNORE INTO accounts VALUES (?, ?)"),
      read: database.prepare("SELECT cents FROM accounts WHERE number = ?"),
      change: database.prepare("UPDATE accounts SET cents = ? WHERE number = ?"),
    };
  }

  newest(room: string, n: number): Message[] {
    return this.statements.newest.all(room, n) as Message[];
  }

  after(room: string, id: number, n: number): Message[] {
    return this.statements.after.all(room, id, n) as Message[];
  }

  write(write: Write): void {
    this.waiting.push(write);
    if (!this.together) this.commit();
    else if (this.waiting.length === 1) setImmediate(() => this.commit());
  }

  /** One transaction of `count` messages, told to nobody. */
  fill(room: string, body: string, count: number): void {
    this.database.exec("BEGIN IMMEDIATE");
    for (let i = 0; i < count; i++) this.insert(room, body);
    this.database.exec("COMMIT");
  }

  openAccounts(count: number, cents: number): void {
    this.database.exec("BEGIN IMMEDIATE");
    for (let number = 0; number < count; number++) this.statements.open.run(number, cents);
    this.database.exec("COMMIT");
  }

  private commit(): void {
    const writes = this.waiting;
    this.waiting = [];
    this.database.exec("BEGIN IMMEDIATE");
    const answers = writes.map((write) => this.apply(write));
    this.database.exec("COMMIT");
    this.committed(answers.flatMap(({ message }) => message ?? []));
    for (const { answer } of answers) answer();
  }

  private apply(write: Write): { message?: Message; answer: () => void } {
    if ("room" in write) {
      const message = this.insert(write.room, write.body);
      return { message, answer: () => write.stored(message) };
    }
    const payer = this.cents(write.from);
    const payee = this.cents(write.to);
    this.statements.change.run(payer - write.cents, write.from);
    this.statements.change.run(payee + write.cents, write.to);
    return { answer: write.done };
  }

  private insert(room: string, body: string): Message {
    const at = Date.now();
    return { id: Number(this.statements.insert.run(room, at, body).lastInsertRowid), room, at, body };
  }

  private cents(account: number): number {
    return (this.statements.read.get(account) as { cents: number }).cents;
  }
}
