import { createServer, type Server, type Socket } from "node:net";
import Rtmp, { type AvPacket } from "node-media-server/src/protocol/rtmp.js";
import { type FlvTag, toFlvTag } from "./flvTags.ts";

/** What receives one publisher's media. */
export type PublishSink = {
  /** Takes the next tag; false asks the ingest to pause until `resume` of the publisher is called. */
  tag(tag: FlvTag): boolean;
  /** The publisher is gone. Called once. */
  end(): void;
};

/** One connected publisher, as its sink sees it. */
export type Publisher = {
  resume(): void;
  /** Ends the connection; the sink's `end` follows. Encoders print the reason. */
  drop(reason?: string): void;
};

/** Decides whether a stream key may publish now. A string refuses, and is what the encoder is told. */
export type Admit = (streamKey: string, publisher: Publisher) => PublishSink | string;

export type RtmpIngestOptions = {
  host: string;
  port: number;
  admit: Admit;
  log(line: string): void;
  /** How long a connection may take to say what it publishes. */
  greetingTimeoutMs?: number;
};

const APP = "live";
const STREAM_KEY = /^[A-Za-z0-9_-]{16,128}$/;
const MAX_CONNECTIONS = 256;
/** Connections of one address that have not said yet what they publish: nobody alone keeps the door shut for the others. */
const MAX_GREETING = 32;
/** Handshake, connect, createStream and publish together are about 4 KB. */
const MAX_GREETING_BYTES = 64 * 1024;
const MAX_COMMAND_BYTES = 16 * 1024;
/** A key frame of a 4K stream is about 2 MB. */
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
/** Encoders use four to eight chunk streams; each one may hold a message of its own in memory. */
const MAX_CHUNK_STREAMS = 16;
/** After a refusal, and when it is dropped for a reason, the encoder gets this long to read why. */
const LINGER_MS = 5000;

/**
 * RTMP ingest on node-media-server's protocol layer.
 *
 * Only that layer is used: the library's own server answers "published" before any check, keeps a dropped publisher
 * for 30 s, throws out of the socket's data handler on malformed commands, and ends the process when its port is busy.
 */
export class RtmpIngest {
  readonly #server: Server;
  readonly #connections = new Set<RtmpConnection>();
  readonly #options: RtmpIngestOptions;

  constructor(options: RtmpIngestOptions) {
    this.#options = options;
    this.#server = createServer({ noDelay: true, keepAlive: true }, (socket) => this.#accept(socket));
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  /** Listens, and answers the port. Rejects when the port is busy. */
  async start(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#options.port, this.#options.host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the RTMP server has no port");
    return address.port;
  }

  get listening(): boolean {
    return this.#server.listening;
  }

  /** Drops every publisher and stops listening. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#connections) connection.drop();
    await closed;
  }

  #accept(socket: Socket): void {
    const address = socket.remoteAddress;
    const greeting = [...this.#connections].filter((one) => one.isGreeting && one.address === address);
    if (greeting.length >= MAX_GREETING) return void socket.destroy();
    const connection = new RtmpConnection(socket, this.#options);
    this.#connections.add(connection);
    socket.once("close", () => this.#connections.delete(connection));
  }
}

/** The library's protocol with bounds on memory, and with the answer to "publish" left to the caller. */
class BoundedRtmp extends Rtmp {
  maxMessageBytes = MAX_COMMAND_BYTES;

  override packetAlloc(): void {
    if (this.parserPacket.header.length > this.maxMessageBytes) throw new Error("the message is too large");
    if (this.inPackets.size > MAX_CHUNK_STREAMS) throw new Error("too many chunk streams");
    super.packetAlloc();
  }

  override respondPublish(): void {
    // The library answers before anyone has looked at the key; `confirmPublish` answers afterwards.
  }

  confirmPublish(): void {
    super.respondPublish();
  }

  override onPlay(): void {
    this.onPlayCallback();
  }

  override onDeleteStream(): void {
    this.onStreamDeleted();
  }

  onStreamDeleted: () => void = () => {};
}

class RtmpConnection implements Publisher {
  readonly address: string | undefined;
  readonly #socket: Socket;
  readonly #admit: Admit;
  readonly #log: (line: string) => void;
  readonly #rtmp = new BoundedRtmp();
  readonly #greetingTimer: NodeJS.Timeout;
  #sink: PublishSink | null = null;
  #over = false;
  #receivedBytes = 0;
  #acknowledgedBytes = 0;

  constructor(socket: Socket, { admit, log, greetingTimeoutMs = 10_000 }: RtmpIngestOptions) {
    this.#socket = socket;
    this.address = socket.remoteAddress;
    this.#admit = admit;
    this.#log = log;
    this.#greetingTimer = setTimeout(() => this.drop(), greetingTimeoutMs);
    this.#rtmp.onOutputCallback = (bytes) => void (socket.writable && socket.write(bytes));
    this.#rtmp.onPlayCallback = () => this.drop();
    this.#rtmp.onPushCallback = () => this.#publish();
    this.#rtmp.onPacketCallback = (packet) => this.#media(packet);
    this.#rtmp.onStreamDeleted = () => this.drop();
    socket.on("data", (bytes) => this.#read(bytes));
    // A reset is an ordinary way for an encoder to leave; "close" follows and does the work.
    socket.on("error", () => {});
    socket.once("close", () => this.#finish());
  }

  /** Whether it has not been let in to publish. */
  get isGreeting(): boolean {
    return this.#sink === null;
  }

  resume(): void {
    this.#socket.resume();
  }

  drop(reason?: string): void {
    if (reason !== undefined) return this.#refuse(reason);
    this.#finish();
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    if (this.#over) return;
    this.#receivedBytes += bytes.length;
    if (!this.#sink && this.#receivedBytes > MAX_GREETING_BYTES) {
      this.drop();
      return;
    }
    try {
      if (this.#rtmp.parserData(bytes) !== null) {
        this.drop();
        return;
      }
    } catch (error) {
      // The parser throws on malformed commands; such a peer has nothing more to say to us.
      this.#log(`an RTMP connection is closed: ${error instanceof Error ? error.message : String(error)}`);
      this.drop();
      return;
    }
    this.#acknowledge();
  }

  /** Encoders that asked for acknowledgements stop sending when none comes. */
  #acknowledge(): void {
    const windowBytes = this.#rtmp.ackSize ?? 0;
    if (this.#over || windowBytes === 0 || this.#receivedBytes - this.#acknowledgedBytes < windowBytes / 2)
      return;
    this.#acknowledgedBytes = this.#receivedBytes;
    this.#rtmp.sendACK(this.#receivedBytes % 2 ** 32);
  }

  #publish(): void {
    if (this.#sink || this.#over) {
      this.drop();
      return;
    }
    // `{url}/{key}` and `{url}{key}` are both written, whether or not the url ends with a slash.
    const app = this.#rtmp.streamApp.replace(/\/+$/, "");
    const key = this.#rtmp.streamName.replace(/^\/+/, "");
    if (app !== APP || !STREAM_KEY.test(key)) {
      this.#refuse("unknown stream key");
      return;
    }
    const answer = this.#admit(key, this);
    if (typeof answer === "string") {
      this.#refuse(answer);
      return;
    }
    this.#sink = answer;
    clearTimeout(this.#greetingTimer);
    this.#rtmp.maxMessageBytes = MAX_MESSAGE_BYTES;
    this.#rtmp.confirmPublish();
  }

  #refuse(reason: string): void {
    if (this.#over) return;
    this.#rtmp.sendStatusMessage(this.#rtmp.streamId, "error", "NetStream.Publish.BadName", reason);
    this.#finish();
    // What it still sends is read and thrown away; unread bytes would reset the connection before it has read why.
    this.#socket.resume();
    this.#socket.end();
    setTimeout(() => this.#socket.destroy(), LINGER_MS).unref();
  }

  #media(packet: AvPacket): void {
    if (!this.#sink || this.#over) return;
    const tag = toFlvTag(packet);
    if (tag && !this.#sink.tag(tag)) this.#socket.pause();
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#greetingTimer);
    this.#sink?.end();
  }
}
