import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { readText } from "../front/requests.ts";

/** How this API says no: HTTP status, Cloudflare's code, its message. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const MAX_BODY_BYTES = 64 * 1024;

/** The JSON of a request, checked. An empty body is an empty object. */
export async function readBody<T>(req: IncomingMessage, shape: z.ZodType<T>): Promise<T> {
  const text = await readText(req, MAX_BODY_BYTES);
  if (text === null) throw new Refusal(413, 10006, "Request entity too large");
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new Refusal(400, 10005, "Bad Request: The request could not be decoded as JSON.");
  }
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw badRequest(z.prettifyError(parsed.error));
  return parsed.data;
}

export function badRequest(message: string): Refusal {
  return new Refusal(400, 10005, `Bad Request: ${message}`);
}

export function notFound(what: string): Refusal {
  return new Refusal(404, 10003, `Not Found: The ${what} was not found.`);
}

export function wrongMethod(): Refusal {
  return new Refusal(405, 10405, "Method not allowed");
}
