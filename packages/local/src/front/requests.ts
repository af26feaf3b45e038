import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Whether a request shows this token as `Authorization: Bearer …`. */
export function hasToken(req: IncomingMessage, token: string): boolean {
  const presented = /^Bearer ([^\s]{1,500})$/.exec(req.headers.authorization ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(presented), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Whether a request comes with a body, read or not. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/**
 * The body of a request as text, or null when it is longer than allowed. What is too long is let pass unread, so that the answer
 * arrives and the connection is good for the next request.
 */
export function readText(req: IncomingMessage, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    req.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) return void chunks.push(chunk);
      chunks.length = 0;
      resolve(null);
    });
    req.once("end", () => resolve(size > maxBytes ? null : Buffer.concat(chunks).toString("utf8")));
    req.once("error", reject);
    req.once("close", () => reject(new Error("the body broke off")));
  });
}
