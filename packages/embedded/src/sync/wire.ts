import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";

/** What a message is made of: text of its own, and bytes that go to other sockets as well. */
export type Piece = string | Buffer;
export type Message = readonly [string, ...Piece[]];

const FINAL_TEXT_FRAME = 0x81;

/**
 * The way out to one client. Most of what viewers of a page are told is the same bytes for all of them: it is encoded
 * once, and leaves each time in one system call.
 */
export class Wire {
  constructor(
    private readonly webSocket: WebSocket,
    /** The connection under the WebSocket. Nothing is compressed, so frames may be written to it directly. */
    private readonly socket: Duplex,
    /** Called when a client that was behind has taken everything. */
    caughtUp: () => void,
  ) {
    socket.on("drain", caughtUp);
  }

  /** Bytes that the client has not taken yet. */
  get waiting(): number {
    return this.socket.writableLength;
  }

  send(text: string): void {
    if (this.open) this.socket.write(beginFrame(Buffer.byteLength(text), text));
  }

  /** Sends one message; its first piece is text. */
  sendPieces(pieces: Message): void {
    if (!this.open) return;
    const frame = sameAsLast(pieces);
    if (frame) this.socket.write(frame);
    else {
      this.socket.cork();
      for (const buffer of frameOf(pieces)) this.socket.write(buffer);
      this.socket.uncork();
    }
  }

  /** Asks the other end for a sign of life: WebSockets answer with a pong, whatever their owner does. */
  ping(): void {
    if (this.open) this.webSocket.ping();
  }

  close(code: number, reason: string): void {
    this.webSocket.close(code, reason);
  }

  terminate(): void {
    this.webSocket.terminate();
  }

  private get open(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN;
  }
}

let last: { pieces: Message; frame: Buffer | null } = { pieces: [""], frame: null };

/** The same message for the next client: from the second one on it is one buffer. */
function sameAsLast(pieces: Message): Buffer | null {
  if (pieces !== last.pieces) last = { pieces, frame: null };
  else last.frame ??= Buffer.concat(frameOf(pieces));
  return last.frame;
}

/** A frame as buffers; the first one begins with its head. */
function frameOf([start, ...rest]: Message): Buffer[] {
  const buffers = rest.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece));
  const length = buffers.reduce((sum, { length }) => sum + length, Buffer.byteLength(start));
  return [beginFrame(length, start), ...buffers];
}

/** The head of an unmasked text frame (RFC 6455, section 5.2) for `length` bytes, and the first of these. */
function beginFrame(length: number, start: string): Buffer {
  const headLength = length < 126 ? 2 : length < 1 << 16 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headLength + Buffer.byteLength(start));
  frame[0] = FINAL_TEXT_FRAME;
  if (headLength === 2) frame[1] = length;
  else if (headLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(start, headLength);
  return frame;
}
