import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";

/** What a message is made of: text of its own, and bytes that go to other sockets as well. */
export type Piece = string | Buffer;
export type Message = readonly Piece[];

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
    if (this.open) this.socket.write(wholeFrame([text], Buffer.byteLength(text)));
  }

  /** Sends one message. */
  sendPieces(pieces: Message): void {
    if (!this.open) return;
    const frame = sameAsLast(pieces);
    if (frame) return void this.socket.write(frame);
    this.hold();
    for (const buffer of gathered(pieces)) this.socket.write(buffer);
    this.release();
  }

  /** What is sent from now on leaves together, in one system call, when it is released. */
  hold(): void {
    this.socket.cork();
  }

  release(): void {
    this.socket.uncork();
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

/** Up to this length a message is copied into one buffer: that costs less than to gather its pieces. */
const COPIED_BYTES = 64 << 10;

let last: { pieces: Message; frame: Buffer | null } = { pieces: [], frame: null };

/** A message in one buffer, which the next client gets as well; `null` where the copy would only pay from then on. */
function sameAsLast(pieces: Message): Buffer | null {
  const again = pieces === last.pieces;
  if (again && last.frame) return last.frame;
  const length = lengthOf(pieces);
  last = { pieces, frame: again || length <= COPIED_BYTES ? wholeFrame(pieces, length) : null };
  return last.frame;
}

function wholeFrame(pieces: Message, length: number): Buffer {
  const frame = Buffer.allocUnsafe(headLength(length) + length);
  let at = writeHead(frame, length);
  for (const piece of pieces)
    at += typeof piece === "string" ? frame.write(piece, at) : piece.copy(frame, at);
  return frame;
}

/** A frame as several buffers, of which those that other sockets get, too, are not copied. */
function gathered(pieces: Message): Buffer[] {
  const length = lengthOf(pieces);
  const head = Buffer.allocUnsafe(headLength(length));
  writeHead(head, length);
  return [head, ...pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece))];
}

function lengthOf(pieces: Message): number {
  let length = 0;
  for (const piece of pieces) length += typeof piece === "string" ? Buffer.byteLength(piece) : piece.length;
  return length;
}

function headLength(length: number): number {
  return length < 126 ? 2 : length < 1 << 16 ? 4 : 10;
}

/** The head of an unmasked text frame (RFC 6455, section 5.2) for so many bytes; returns its own length. */
function writeHead(frame: Buffer, length: number): number {
  frame[0] = FINAL_TEXT_FRAME;
  const own = headLength(length);
  if (own === 2) frame[1] = length;
  else if (own === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  return own;
}
