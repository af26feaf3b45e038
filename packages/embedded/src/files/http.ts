import { open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Route } from "../http/api.ts";
import { HttpError, sendJson } from "../http/body.ts";
import { TooLarge } from "./bytes.ts";
import { type ServedFile, WrongDigest } from "./files.ts";
import { type ByteRange, parseRange } from "./range.ts";
import { parseSha256 } from "./syscalls.ts";
import { UsedUp } from "./uploadToken.ts";

/** A refused body is still taken up to here, because a client that is writing reads the answer only afterwards. */
const DISCARD_BYTES = 64 << 20;
const ONE_MONTH_S = 2_592_000;

/**
 * Types that a browser shows without running anything in them. A comma makes a list, of which browsers take the
 * last one, so there is none in a type that passes.
 */
const PASSIVE_TYPE =
  /^(?!.*,)(image\/(?!svg)|audio\/|video\/|font\/|(text\/plain|application\/(pdf|json|octet-stream))\s*(;|$))/i;

/** Uploads, by whoever holds a token from `storage.generateUploadUrl`. */
export const fileRoutes: Record<string, Route> = {
  "POST /api/storage/upload": async (request, response, { engine }, url) => {
    const upload = engine.files.admit(url.searchParams.get("token") ?? "");
    try {
      if (upload === null)
        throw new HttpError(401, "InvalidStorageToken", "The upload URL is not valid or has expired.");
      upload.expect(Number(request.headers["content-length"] ?? 0));
      // The request stays readable when storing fails, so that `discard` can take the rest of it.
      const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      const storageId = await engine.files.store(upload.component, upload.counted(body), {
        contentType: request.headers["content-type"] ?? null,
        sha256: declaredHash(request),
      });
      sendJson(response, 200, { storageId });
    } catch (error) {
      upload?.undo();
      discard(request);
      throw refusalOf(error);
    }
  },
};

/** The route of a file's URL: GET or HEAD of `/api/storage/<name>`. */
export function fileRoute(method: string | undefined, pathname: string): Route | undefined {
  const name = /^\/api\/storage\/([0-9a-f-]{36})$/.exec(pathname)?.[1];
  if (name === undefined || (method !== "GET" && method !== "HEAD")) return undefined;
  return async (request, response, { engine }) => {
    const file = await engine.files.served(name);
    const bytes = file && (await open(file.path).catch(() => null));
    if (!file || !bytes) throw new HttpError(404, "StorageNotFound", "There is no such file.");
    const range = parseRange(request.headers.range, file.size);
    describe(file, response);
    if (method === "GET" && range !== "unsatisfiable" && file.size > 0) {
      const part = range === "whole" ? { start: 0, end: file.size - 1 } : range;
      announce(part, range === "whole" ? 200 : 206, file.size, response);
      // The stream closes the file at its end, and when the client goes away: there is nobody left to tell.
      return pipeline(bytes.createReadStream(part), response).catch(() => void response.destroy());
    }
    await bytes.close();
    if (range === "unsatisfiable")
      response.writeHead(416, { "Content-Range": `bytes */${file.size}`, "Content-Length": 0 });
    else if (range === "whole") response.writeHead(200, { "Content-Length": file.size });
    else announce(range, 206, file.size, response);
    response.end();
  };
}

function describe(file: ServedFile, response: ServerResponse): void {
  const type = file.contentType ?? "application/octet-stream";
  response.setHeader("Content-Type", type);
  response.setHeader("Digest", `sha-256=${file.sha256}`);
  response.setHeader("Accept-Ranges", "bytes");
  response.setHeader("Cache-Control", `private, max-age=${ONE_MONTH_S}`);
  response.setHeader("Access-Control-Expose-Headers", "Content-Length, Content-Range, Digest, Accept-Ranges");
  // Users choose type and contents, and this origin has other things to protect: nothing in a file may run.
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (!PASSIVE_TYPE.test(type))
    response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
}

function announce({ start, end }: ByteRange, status: number, size: number, response: ServerResponse): void {
  if (status === 206) response.setHeader("Content-Range", `bytes ${start}-${end}/${size}`);
  response.writeHead(status, { "Content-Length": end - start + 1 });
}

/** The hash in `Digest: sha-256=<base64>`; other algorithms are not checked. */
function declaredHash(request: IncomingMessage): Buffer | null {
  const text = /(?:^|,)\s*sha-256=([^,\s]+)/i.exec(String(request.headers.digest ?? ""))?.[1];
  if (text === undefined) return null;
  try {
    return parseSha256(text);
  } catch (error) {
    throw new HttpError(400, "BadDigest", (error as Error).message);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof TooLarge) return new HttpError(413, "FileTooLarge", error.message);
  if (error instanceof UsedUp) return new HttpError(413, "UploadUrlUsedUp", error.message);
  if (error instanceof WrongDigest) return new HttpError(400, "BadDigest", error.message);
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new HttpError(507, "InsufficientStorage", "The deployment's disk is full.");
  return error;
}

/** Takes what is left of a body and drops it, up to a limit; then the connection is cut. */
function discard(request: IncomingMessage): void {
  let taken = 0;
  request.on("data", (chunk: Buffer) => {
    taken += chunk.length;
    if (taken > DISCARD_BYTES) request.destroy();
  });
  request.on("error", () => {});
  request.resume();
}
