import { Buffer } from "node:buffer";
import { createSocket } from "node:dgram";

const TXT = 16;
const NO_SUCH_NAME = 3;

export interface NameServer {
  /** As `MOLT_NAME_SERVERS` wants it. */
  address: string;
  /** Texts by name; a name that is missing does not exist. */
  texts: Map<string, string[]>;
  /** Every name that was asked for. */
  asked: string[];
  /** Says nothing any more. */
  silent: boolean;
  /** Done before the next answer. */
  meanwhile: (() => Promise<unknown>) | null;
  close(): void;
}

/** A name server on this machine that knows TXT records, as RFC 1035 has them on the wire. */
export async function aNameServer(): Promise<NameServer> {
  const socket = createSocket("udp4");
  const server: NameServer = {
    address: "",
    texts: new Map(),
    asked: [],
    silent: false,
    meanwhile: null,
    close: () => socket.close(),
  };
  socket.on("message", async (query, { port, address }) => {
    const { name, end } = nameIn(query);
    server.asked.push(name);
    if (server.silent) return;
    await server.meanwhile?.();
    const texts = query.readUInt16BE(end) === TXT ? server.texts.get(name) : undefined;
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180 | (texts ? 0 : NO_SUCH_NAME), 2);
    header.writeUInt16BE(texts?.length ?? 0, 6);
    header.writeUInt32BE(0, 8);
    const question = query.subarray(12, end + 4);
    socket.send(Buffer.concat([header, question, ...(texts ?? []).map(recordOf)]), port, address);
  });
  await new Promise<void>((ready) => socket.bind(0, "127.0.0.1", ready));
  server.address = `127.0.0.1:${socket.address().port}`;
  return server;
}

/** The name that a query asks for, as labels with their lengths before them, and where it ends. */
function nameIn(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  while (query[at] !== 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + query[at]!));
    at += 1 + query[at]!;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}

/** A TXT record for the name of the question; a long text goes in pieces of at most 255 bytes. */
function recordOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const piece = bytes.subarray(at, at + 255);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  const data = Buffer.concat(pieces);
  const head = Buffer.from([0xc0, 0x0c, 0, TXT, 0, 1, 0, 0, 0, 0, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([head, data]);
}
