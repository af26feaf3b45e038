import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Bytes with what a client needs to know about them. */
export type Content = { bytes: Buffer; type: string; cacheControl: string; status?: number };

/** Answers GET or HEAD with bytes from memory; honours a single byte range. */
export function sendContent(
  req: IncomingMessage,
  res: ServerResponse,
  { bytes, type, cacheControl, status = 200 }: Content,
): void {
  res.setHeader("Content-Type", type);
  res.setHeader("Cache-Control", cacheControl);
  res.setHeader("Accept-Ranges", "bytes");
  const range = status === 200 ? readRange(req.headers.range, bytes.length) : null;
  if (range === "unsatisfiable") {
    res.writeHead(416, { "Content-Range": `bytes */${bytes.length}`, "Content-Length": 0 }).end();
    return;
  }
  const body = range ? bytes.subarray(range.first, range.last + 1) : bytes;
  if (range) res.setHeader("Content-Range", `bytes ${range.first}-${range.last}/${bytes.length}`);
  res.writeHead(range ? 206 : status, { "Content-Length": body.length });
  res.end(req.method === "HEAD" ? undefined : body);
}

/** Bytes of a file, with what a client needs to know about them. */
export type FilePiece = { path: string; at: number; bytes: number; type: string; cacheControl: string };

/** The same from a piece of a file, a little at a time. A file that is gone breaks the answer off, or is not found. */
export function sendPiece(req: IncomingMessage, res: ServerResponse, piece: FilePiece): void {
  const { path, at, bytes, type, cacheControl } = piece;
  res.setHeader("Accept-Ranges", "bytes");
  const range = readRange(req.headers.range, bytes);
  if (range === "unsatisfiable") {
    res.writeHead(416, { "Content-Range": `bytes */${bytes}`, "Content-Length": 0 }).end();
    return;
  }
  const { first, last } = range ?? { first: 0, last: bytes - 1 };
  const file = createReadStream(path, { start: at + first, end: at + last });
  res.once("close", () => file.destroy());
  file.once("error", () => (res.headersSent ? res.destroy() : res.writeHead(404).end()));
  file.once("open", () => {
    if (range) res.setHeader("Content-Range", `bytes ${first}-${last}/${bytes}`);
    const headers = {
      "Content-Type": type,
      "Cache-Control": cacheControl,
      "Content-Length": last - first + 1,
    };
    res.writeHead(range ? 206 : 200, headers);
    if (req.method === "HEAD") res.end();
    else file.pipe(res);
  });
}

export function sendJson(res: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  res.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
  });
  res.end(body);
}

/** A validator for content that is served from memory. */
export function etagOf(bytes: Buffer): string {
  return `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
}

/** Several ranges, other units and nonsense are answered with the whole, as HTTP allows. */
function readRange(
  header: string | undefined,
  size: number,
): { first: number; last: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  if (match[1] === "") {
    const suffix = Number(match[2]);
    return suffix === 0 || size === 0
      ? "unsatisfiable"
      : { first: Math.max(0, size - suffix), last: size - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (first >= size) return "unsatisfiable";
  return last < first ? null : { first, last };
}
