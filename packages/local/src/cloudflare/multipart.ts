import { open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { badRequest, Refusal } from "./envelope.ts";

const MAX_HEADERS = 16 * 1024;
const END_OF_HEADERS = Buffer.from("\r\n\r\n");

/**
 * Writes the file `file` of a form (multipart/form-data, RFC 7578) to the disk as it arrives, and answers the name that it
 * was given. Other fields are passed over. Nothing is left of what is refused or cut off.
 */
export async function receiveFile(req: IncomingMessage, path: string, maxBytes: number): Promise<string> {
  const [, quoted, plain] =
    /^multipart\/form-data;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
      req.headers["content-type"] ?? "",
    ) ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) throw badRequest("The body must be multipart/form-data with a boundary.");
  const form = new FormReader(req, Buffer.from(`\r\n--${boundary}`));
  try {
    const name = await form.find("file");
    if (name === null) throw badRequest("The form has no file.");
    // Opened before anything can go wrong with it, so that it is there to be removed.
    const file = await open(path, "w");
    await pipeline(Readable.from(form.content(maxBytes)), file.createWriteStream());
    await form.drain();
    return name;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Goes through the parts of a form, holding no more of it than a boundary and the headers of one part. */
class FormReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #delimiter: Buffer;
  /** The first boundary has no line before it. */
  #rest: Buffer = Buffer.from("\r\n");

  constructor(req: IncomingMessage, delimiter: Buffer) {
    this.#chunks = req[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    this.#delimiter = delimiter;
  }

  /** Goes to the content of a field, and answers the name of its file; null when the form ends before. */
  async find(field: string): Promise<string | null> {
    for (;;) {
      for await (const _ of this.content(Number.POSITIVE_INFINITY));
      if (!(await this.#beginsPart())) return null;
      const headers = await this.#headers();
      if (parameter(headers, "name") === field) return parameter(headers, "filename") ?? "";
    }
  }

  /** What comes until the next boundary. */
  async *content(maxBytes: number): AsyncGenerator<Buffer> {
    let size = 0;
    for (;;) {
      const end = this.#rest.indexOf(this.#delimiter);
      // A boundary may have begun with the last bytes.
      const ready = end >= 0 ? end : Math.max(0, this.#rest.length - this.#delimiter.length + 1);
      size += ready;
      if (size > maxBytes) throw new Refusal(413, 10006, "Request entity too large");
      if (ready > 0) yield this.#rest.subarray(0, ready);
      this.#rest = this.#rest.subarray(end >= 0 ? end + this.#delimiter.length : ready);
      if (end >= 0) return;
      await this.#more();
    }
  }

  /** Reads what is left, so that the answer is heard. */
  async drain(): Promise<void> {
    while (!(await this.#chunks.next()).done);
  }

  async #beginsPart(): Promise<boolean> {
    while (this.#rest.length < 2) await this.#more();
    const isLast = this.#rest.toString("latin1", 0, 2) === "--";
    this.#rest = this.#rest.subarray(2);
    return !isLast;
  }

  async #headers(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(END_OF_HEADERS);
      if (end > MAX_HEADERS || (end < 0 && this.#rest.length > MAX_HEADERS))
        throw badRequest("A part of the form has too long headers.");
      if (end >= 0) {
        const headers = this.#rest.toString("utf8", 0, end);
        this.#rest = this.#rest.subarray(end + END_OF_HEADERS.length);
        return headers;
      }
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done) throw badRequest("The form ends in the middle of it.");
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
  }
}

function parameter(headers: string, name: string): string | null {
  const [disposition = ""] = /^content-disposition:.*$/im.exec(headers) ?? [];
  const [, quoted, plain] =
    new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\s"]*))`, "i").exec(disposition) ?? [];
  return quoted ?? plain ?? null;
}
