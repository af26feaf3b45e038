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
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw new HttpError(413, "PayloadTooLarge", `Request body is larger than ${limit} bytes.`);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const encoding = request.headers["content-encoding"];
  if (!encoding || encoding === "identity") return body;
  const decode = decoders[encoding as keyof typeof decoders];
  if (!decode)
    throw new HttpError(415, "UnsupportedEncoding", `Content encoding ${encoding} is not supported.`);
  return decode(body, { maxOutputLength: limit }).catch(() => {
    throw new HttpError(400, "BadEncoding", `Request body is not valid ${encoding}.`);
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
  const body = Buffer.from(text);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": body.length });
  response.end(body);
}
