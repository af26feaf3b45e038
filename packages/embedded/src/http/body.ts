import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";

/** A request that cannot be served; its code and message are the JSON answer. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const decoders = { br: promisify(brotliDecompress), gzip: promisify(gunzip) };

/** Reads a whole body, unpacked, of at most `limit` bytes before and after unpacking. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const body = await readRaw(request, limit);
  const encoding = request.headers["content-encoding"];
  if (!encoding || encoding === "identity") return body;
  const decode = decoders[encoding as keyof typeof decoders];
  if (!decode)
    throw new HttpError(415, "UnsupportedEncoding", `Content encoding ${encoding} is not supported.`);
  return decode(body, { maxOutputLength: limit }).catch(() => {
    throw new HttpError(400, "BadEncoding", `Request body is not valid ${encoding}.`);
  });
}

/** Events, because iterating over a request costs more than everything else about a small one. */
function readRaw(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      request.pause();
      reject(new HttpError(413, "PayloadTooLarge", `Request body is larger than ${limit} bytes.`));
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on("close", () => {
      // A client that goes away in the middle is told nothing, but whoever waits for its body is.
      if (!request.complete) reject(new HttpError(400, "BadRequest", "The request has ended early."));
    });
  });
}

export async function readJson<T>(request: IncomingMessage, limit: number): Promise<T> {
  const body = await readBody(request, limit);
  try {
    return JSON.parse(body.toString("utf8")) as T;
  } catch {
    throw new HttpError(400, "BadJsonBody", "Request body is not valid JSON.");
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendJsonText(response, status, JSON.stringify(value));
}

export function sendJsonText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(text),
  });
  // A string leaves in one packet with the head; a buffer would need a second one.
  response.end(text);
}
