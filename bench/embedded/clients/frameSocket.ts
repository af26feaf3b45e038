import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** All sockets read into one buffer: a frame is looked at before the next read, or copied when it is not whole. */
const readBuffer = Buffer.allocUnsafe(256 << 10);

/** What all sockets of this process have received, to tell the bytes of a delivery. */
export const received = { bytes: 0 };

const [CONTINUE_OR_TEXT, CLOSE, PING, PONG] = [0x2, 0x8, 0x9, 0xa];

/**
 * A WebSocket client that costs the load generator as little as possible: it hands over the bytes of each whole
 * frame and checks nothing. Frames must not be fragmented, which no server here does.
 */
export class FrameSocket {
  /** Resolves when the server has accepted the upgrade. */
  readonly opened: Promise<void>;
  /** Gets each frame's payload, valid until it returns. */
  onFrame: (payload: Buffer) => void = () => {};
  onClosed: () => void = () => {};
  isOpen = false;
  private readonly socket: Socket;
  private parts: Buffer[] = [];
  private held = 0;
  /** How many bytes must be there before it is worth looking again. */
  private wanted = 0;
  private accepted: () => void = () => {};
  private refused: (error: Error) => void = () => {};

  constructor(port: number, path: string) {
    this.opened = new Promise((resolve, reject) => {
      this.accepted = resolve;
      this.refused = reject;
    });
    const onread = {
      buffer: readBuffer,
      callback: (bytes: number, buffer: Uint8Array) => {
        this.take(buffer.subarray(0, bytes) as Buffer);
        return true;
      },
    };
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true, onread });
    this.socket.on("error", (error) => this.refused(error));
    this.socket.on("close", () => {
      this.isOpen = false;
      this.refused(new Error("The connection was closed."));
      this.onClosed();
    });
    this.socket.once("connect", () => this.socket.write(upgradeRequest(port, path)));
  }

  send(text: string): void {
    this.socket.write(clientFrame(0x81, Buffer.from(text)));
  }

  close(): void {
    this.onClosed = () => {};
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    received.bytes += chunk.length;
    if (this.held + chunk.length < this.wanted) return this.hold(chunk);
    const bytes = this.held === 0 ? chunk : Buffer.concat([...this.parts, chunk]);
    this.parts = [];
    this.held = 0;
    const used = this.isOpen ? 0 : this.upgrade(bytes);
    const rest = bytes.subarray(used + (this.isOpen ? this.readFrames(bytes.subarray(used)) : 0));
    if (rest.length > 0) this.hold(rest);
  }

  private hold(bytes: Buffer): void {
    this.parts.push(Buffer.from(bytes));
    this.held += bytes.length;
  }

  private upgrade(bytes: Buffer): number {
    const end = bytes.indexOf("\r\n\r\n");
    if (end === -1) return 0;
    const status = bytes.toString("latin1", 0, bytes.indexOf("\r\n"));
    if (!status.includes(" 101 ")) {
      this.refused(new Error(`The server answered the upgrade with: ${status}`));
      this.socket.destroy();
      return bytes.length;
    }
    this.isOpen = true;
    this.accepted();
    return end + 4;
  }

  /** Hands over the whole frames; returns how many bytes they took. */
  private readFrames(bytes: Buffer): number {
    let at = 0;
    for (;;) {
      this.wanted = 0;
      if (bytes.length - at < 2) return at;
      const short = bytes[at + 1]! & 0x7f;
      const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
      if (bytes.length < start) return at;
      const length =
        short < 126
          ? short
          : short === 126
            ? bytes.readUInt16BE(at + 2)
            : Number(bytes.readBigUInt64BE(at + 2));
      if (bytes.length < start + length) {
        this.wanted = start + length - at;
        return at;
      }
      this.frame(bytes[at]! & 0xf, bytes.subarray(start, start + length));
      at = start + length;
    }
  }

  private frame(opcode: number, payload: Buffer): void {
    if (opcode <= CONTINUE_OR_TEXT) this.onFrame(payload);
    else if (opcode === PING) this.socket.write(clientFrame(0x80 | PONG, payload));
    else if (opcode === CLOSE) this.socket.destroy();
  }
}

function upgradeRequest(port: number, path: string): string {
  const key = randomBytes(16).toString("base64");
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${key}`,
    "\r\n",
  ].join("\r\n");
}

/** A client must mask its frames; a mask of zeros leaves the payload as it is. */
function clientFrame(first: number, payload: Buffer): Buffer {
  const { length } = payload;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(start + 4 + length);
  frame[0] = first;
  frame[1] = 0x80 | (start === 2 ? length : start === 4 ? 126 : 127);
  if (start === 4) frame.writeUInt16BE(length, 2);
  if (start === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  payload.copy(frame, start + 4);
  return frame;
}
