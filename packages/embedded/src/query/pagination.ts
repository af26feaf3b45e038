import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import type { Transaction } from "../store/transaction.ts";
import type { Key } from "../values/keys.ts";
import { Cursor } from "./cursor.ts";
import type { Plan } from "./plan.ts";

/** A position in a query: after a row, or at the end. */
type Position = { after: Key } | "end";

export interface PageRequest {
  cursor: string | null;
  /** Where the page must stop whatever its size; keeps neighbouring pages gapless when they run again. */
  endCursor: string | null;
  pageSize: number;
  maximumRowsRead?: number | null;
  maximumBytesRead?: number | null;
}

export interface Page {
  /** The documents' texts. */
  page: string[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: string | null;
  pageStatus: "SplitRequired" | "SplitRecommended" | null;
}

const MAX_PAGE_SIZE = 32_000;
/** Convex suggests a split above three quarters of what one function may read. */
const SPLIT_ROWS = 6_144;
const SPLIT_BYTES = 12 << 20;

/** An error that `usePaginatedQuery` understands: it starts over from the first page. */
export class InvalidCursor extends Error {
  readonly data = { isConvexSystemError: true, paginationError: "InvalidCursor" };
  constructor(reason: string) {
    super(`InvalidCursor: Tried to run a query starting from a cursor, but ${reason}`);
  }
}

/** Reads one page of a plan. */
export function readPage(tx: Transaction, plan: Plan, request: PageRequest, codec: CursorCodec): Page {
  const { pageSize } = request;
  if (pageSize < 1) throw new Error("Must request at least 1 document while paginating");
  if (pageSize > MAX_PAGE_SIZE)
    throw new Error(`Page size too large: ${pageSize} (maximum ${MAX_PAGE_SIZE})`);
  const fingerprint = plan.fingerprint();
  const start = request.cursor === null ? null : codec.decode(fingerprint, request.cursor);
  const end = request.endCursor === null ? null : codec.decode(fingerprint, request.endCursor);
  if (start === "end")
    return { page: [], isDone: true, continueCursor: request.cursor!, splitCursor: null, pageStatus: null };
  const through = end && end !== "end" ? end.after : null;
  const cursor = new Cursor(tx, plan, start?.after ?? null, through);
  const page: string[] = [];
  const positions: Key[] = [];
  let bytes = 0;
  let done = false;
  let status: Page["pageStatus"] = null;
  while (end !== null || page.length < pageSize) {
    if (
      page.length >= (request.maximumRowsRead ?? Infinity) ||
      bytes >= (request.maximumBytesRead ?? Infinity)
    ) {
      status = "SplitRequired";
      break;
    }
    const text = cursor.next();
    if (text === null) {
      done = true;
      break;
    }
    page.push(text);
    positions.push(cursor.position!);
    bytes += text.length;
  }
  cursor.close();
  if (status === null && (page.length > SPLIT_ROWS || bytes > SPLIT_BYTES)) status = "SplitRecommended";
  const position: Position = !done ? { after: cursor.position! } : (end ?? "end");
  return {
    page,
    isDone: position === "end",
    continueCursor: codec.encode(fingerprint, position),
    splitCursor:
      page.length > 2
        ? codec.encode(fingerprint, { after: positions[Math.floor((page.length - 1) / 2)]! })
        : null,
    pageStatus: status,
  };
}

/**
 * Seals cursors, because an index key can hold fields that the query does not return. The same position
 * always seals to the same text: a cursor is part of a result, and equal results must stay equal.
 */
export class CursorCodec {
  constructor(private readonly secret: Buffer) {}

  encode(fingerprint: string, position: Position): string {
    const plain = Buffer.from(fingerprint + (position === "end" ? "" : `.${position.after}`), "latin1");
    const iv = createHmac("sha256", this.secret).update(plain).digest().subarray(0, 12);
    const cipher = createCipheriv("aes-256-gcm", this.secret, iv);
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
      "base64url",
    );
  }

  /** Whether a cursor belongs to the query with this fingerprint. */
  fits(fingerprint: string, text: string): boolean {
    try {
      this.decode(fingerprint, text);
      return true;
    } catch {
      return false;
    }
  }

  decode(fingerprint: string, text: string): Position {
    const sealed = Buffer.from(text, "base64url");
    let plain: string;
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.secret, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString("latin1");
    } catch {
      throw new InvalidCursor("it is malformed or comes from another deployment.");
    }
    if (!plain.startsWith(fingerprint)) throw new InvalidCursor("it belongs to another query.");
    return plain.length === fingerprint.length ? "end" : { after: plain.slice(fingerprint.length + 1) };
  }
}
