/** What a server must offer to take part. One implementation per protocol: `convexClient.ts`, `bareClient.ts`. */
export interface Client {
  /** Subscribes to the newest `n` of a room; resolves when they are there. */
  watch(room: string, n: number, seen: Seen): Promise<Connection>;
  /** One socket that subscribes to the newest `n` of each room. */
  watchMany(rooms: string[], n: number): Promise<Connection>;
  /** A socket on which writes are made. */
  writer(): Promise<Writer>;
  /** A connected user who opens rooms, one after another. */
  opener(): Promise<Opener>;
  /** A bot that polls and replies over HTTP. */
  bot(room: string): Bot;
  /** A socket that subscribes to nothing. */
  idle(): Promise<Connection>;
}

/** Gets the numbers of the messages in a frame, newest first; `false` when all that follow are known. */
export type Seen = (number: number) => boolean;

export interface Connection {
  readonly isOpen: boolean;
  close(): void;
}

export interface Writer {
  close(): void;
  /** Resolves when the server says that it is stored. */
  post(room: string, body: string): Promise<void>;
  transfer(from: number, to: number, cents: number): Promise<void>;
  openAccounts(count: number, cents: number): Promise<void>;
  /** Makes `count` equal messages in one transaction. */
  fill(room: string, body: string, count: number): Promise<void>;
}

export interface Opener {
  close(): void;
  /**
   * Resolves with how many of the newest `n` messages came. `shared`: as others do who may have it open; otherwise
   * the server cannot have the result already.
   */
  open(room: string, n: number, shared: boolean): Promise<number>;
}

export interface Bot {
  /** Resolves with how many messages came after the last one seen. */
  poll(): Promise<number>;
  reply(body: string): Promise<void>;
  close(): void;
}
