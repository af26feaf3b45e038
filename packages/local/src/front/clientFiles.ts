import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { etagOf, sendContent } from "./answers.ts";

type ClientFile = {
  type: string;
  cacheControl: string;
  etag: string;
  plain: Buffer;
  br?: Buffer;
  gzip?: Buffer;
};

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};
const COMPRESSIBLE = new Set([
  ".html",
  ".js",
  ".css",
  ".json",
  ".map",
  ".txt",
  ".webmanifest",
  ".svg",
  ".wasm",
]);
const MIN_COMPRESSED_BYTES = 1024;
/** Vite names what lies here after its content. */
const HASHED_FOLDER = "/assets/";
const LOOK_AGAIN_MS = 1000;

/**
 * The built web client, held in memory and compressed once. Requests are looked up in a table, so no path from outside
 * ever reaches the file system. A new build is noticed by the first request a second later.
 */
export class ClientFiles {
  readonly #folder: string;
  #files = new Map<string, ClientFile>();
  #scriptHashes: string[] = [];
  #signature = "";
  #lookedAtMs = 0;
  #loading: Promise<void> | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether there is a client to serve. */
  async ready(): Promise<boolean> {
    await this.refresh();
    return this.#files.has("/index.html");
  }

  /** Content-Security-Policy sources of the page's inline scripts. */
  get scriptHashes(): readonly string[] {
    return this.#scriptHashes;
  }

  /** The client's page as text, for those of its addresses that say something of their own. */
  get page(): string | null {
    return this.#files.get("/index.html")?.plain.toString("utf8") ?? null;
  }

  /** Reads the client again when its build changed. */
  async refresh(): Promise<void> {
    if (this.#loading) return await this.#loading;
    if (Date.now() - this.#lookedAtMs < LOOK_AGAIN_MS) return;
    // A build in progress removes files while they are read; the next look finds it finished.
    this.#loading = this.#look()
      .catch(() => {})
      .finally(() => {
        this.#lookedAtMs = Date.now();
        this.#loading = null;
      });
    await this.#loading;
  }

  /**
   * Answers GET and HEAD for a file of the client, or with its page for a path without an extension, which the client's
   * own router understands. False when there is nothing to answer.
   */
  send(req: IncomingMessage, res: ServerResponse, path: string): boolean {
    const wanted = path === "/" ? "/index.html" : path;
    const file = this.#files.get(wanted) ?? (hasExtension(path) ? undefined : this.#files.get("/index.html"));
    if (!file) return false;
    const [encoding, bytes] = choose(file, String(req.headers["accept-encoding"] ?? ""));
    res.setHeader("Vary", "Accept-Encoding");
    const etag = encoding ? `${file.etag.slice(0, -1)}-${encoding}"` : file.etag;
    res.setHeader("ETag", etag);
    if (encoding) res.setHeader("Content-Encoding", encoding);
    if (req.headers["if-none-match"] === etag) {
      res.writeHead(304, { "Cache-Control": file.cacheControl }).end();
      return true;
    }
    sendContent(req, res, { bytes, type: file.type, cacheControl: file.cacheControl });
    return true;
  }

  async #look(): Promise<void> {
    const listing = await listFiles(this.#folder);
    const signature = JSON.stringify([...listing]);
    // While a build replaces its output there is no page for a moment; the old client goes on being served.
    if (signature === this.#signature || !listing.has("/index.html")) return;
    const files = new Map<string, ClientFile>();
    for (const urlPath of listing.keys())
      files.set(urlPath, await loadFile(join(this.#folder, urlPath), urlPath));
    this.#files = files;
    this.#scriptHashes = inlineScriptHashes(files.get("/index.html")!.plain.toString("utf8"));
    this.#signature = signature;
  }
}

/** Every file of the folder by its URL path, with what changes when it is written again. */
async function listFiles(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const { mtimeMs, size } = await stat(path);
    files.set(`/${relative(folder, path).replaceAll("\\", "/")}`, `${mtimeMs} ${size}`);
  }
  return files;
}

async function loadFile(path: string, urlPath: string): Promise<ClientFile> {
  const plain = await readFile(path);
  const extension = extname(path).toLowerCase();
  const file: ClientFile = {
    type: types[extension] ?? "application/octet-stream",
    cacheControl: urlPath.startsWith(HASHED_FOLDER) ? "public, max-age=31536000, immutable" : "no-cache",
    etag: etagOf(plain),
    plain,
  };
  if (!COMPRESSIBLE.has(extension) || plain.length < MIN_COMPRESSED_BYTES) return file;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  file.br = await promisify(brotliCompress)(plain, { params });
  file.gzip = await promisify(gzip)(plain);
  return file;
}

function choose(file: ClientFile, accepted: string): ["br" | "gzip" | null, Buffer] {
  if (file.br && /\bbr\b(?!;q=0(\.0*)?(,|$))/.test(accepted)) return ["br", file.br];
  if (file.gzip && /\bgzip\b(?!;q=0(\.0*)?(,|$))/.test(accepted)) return ["gzip", file.gzip];
  return [null, file.plain];
}

function hasExtension(path: string): boolean {
  return /\.[^/]*$/.test(path);
}

function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/gi);
  return [...scripts].map(([, code]) => `'sha256-${createHash("sha256").update(code!).digest("base64")}'`);
}
