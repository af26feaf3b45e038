import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Random } from "../random/seed.ts";
import { type Call, overHttp, SessionClient, Writer } from "./clients.ts";
import { Journal } from "./journal.ts";
import { readLedger, requireSound } from "./ledger.ts";

const RETRY_MS = 20;

/**
 * Clients that write for as long as the test likes, half of them over HTTP and half over the sync WebSocket,
 * whatever happens to the server at `url`. Over HTTP nothing is sent twice; sessions send again what was not
 * answered.
 */
export class Load {
  readonly sessions: SessionClient[] = [];
  private readonly writers: Writer[] = [];
  private readonly ends: Promise<void>[] = [];
  private stopped = false;
  private over = false;

  constructor(
    readonly url: string,
    clients: number,
    private readonly random: Random,
  ) {
    for (let i = 0; i < clients; i++)
      if (i % 2) this.join(`http${i}`, (path, args) => overHttp(url, path, args));
      else this.join(`ws${i}`, this.aSession(url).mutation);
    onTestFinished(() => {
      this.stopped = true;
      this.over = true;
      for (const session of this.sessions) session.drop();
    });
  }

  /** Adds a client that has a way of its own to call mutations. */
  join(name: string, call: Call): void {
    const writer = new Writer(name, this.random.fork());
    this.writers.push(writer);
    this.ends.push(this.keepWriting(writer, call));
  }

  /** A session that comes back to `url` whenever its connection ends. */
  aSession(url: string): SessionClient {
    const session = new SessionClient();
    this.sessions.push(session);
    const reconnect = async (): Promise<void> => {
      while (!this.over)
        await session.connect(url).then(
          () => session.closed,
          () => sleep(RETRY_MS),
        );
    };
    void reconnect();
    return session;
  }

  get journal(): Journal {
    return Journal.union(this.writers.map(({ journal }) => journal));
  }

  /** How many operations have been acknowledged. */
  get acknowledged(): number {
    return this.writers.reduce((sum, { journal }) => sum + journal.acknowledged.size, 0);
  }

  /** Throws unless the data that the running deployment has committed agree with the journal. */
  requireSound(dataDir: string): void {
    const { acknowledged } = this.journal;
    const ledger = readLedger(dataDir);
    requireSound(ledger, Journal.union([this.journal], acknowledged));
  }

  /** Lets every client finish what it is at; the server must be there. */
  async finish(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.ends);
  }

  private async keepWriting(writer: Writer, call: Call): Promise<void> {
    while (!this.stopped)
      await writer
        .write(call, this.url, () => this.stopped)
        // The server is not there: nothing is known of this operation.
        .catch(() => sleep(RETRY_MS));
  }
}

/** The contents of every file that the rows of `files` speak of are served as they were sent. */
export async function filesAmiss(
  url: string,
  files: readonly { key: string; sha256: string }[],
): Promise<string[]> {
  const amiss = await Promise.all(
    files.map(async ({ key, sha256 }) => {
      const fileUrl = (await overHttp(url, "ledger:fileUrl", { key }, "query")) as string | null;
      if (fileUrl === null) return `${key} has no file`;
      const contents = Buffer.from(await (await fetch(fileUrl)).arrayBuffer());
      return createHash("sha256").update(contents).digest("hex") === sha256
        ? null
        : `${key} has other contents`;
    }),
  );
  return amiss.filter((problem) => problem !== null);
}
