import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { readText } from "../front/requests.ts";

/** How this API says no. What is wrong with a wish is told as `error`, everything else as `message`, as Tavus does it. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
    this.body = status === 400 ? { error: message } : { message };
  }
}

export const badRequest = (error: string) => new Refusal(400, error);
/** Tavus answers 400 for ids that it does not know. */
export const unknownId = (name: "video_id" | "replica_id" | "persona_id") => badRequest(`Invalid ${name}`);
export const wrongMethod = () => new Refusal(405, "The method is not allowed for the requested URL.");

/** A soul of 256 KiB, every character of which JSON may write with several. */
const MAX_BODY_BYTES = 2 * 2 ** 20;

export async function readJson(req: IncomingMessage): Promise<unknown> {
  const text = await readText(req, MAX_BODY_BYTES);
  if (text === null) throw new Refusal(413, "Request entity too large");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest("The request body is not valid JSON");
  }
}

/** The JSON of a request, checked. Fields that are not known are passed over. */
export async function readBody<T>(req: IncomingMessage, shape: z.ZodType<T>): Promise<T> {
  const parsed = shape.safeParse(await readJson(req));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  throw badRequest(field ? `Invalid ${field}: ${issue!.message}` : "The request body must be a JSON object");
}

const vPage = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(10),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
});

/** One page of a list, as its query asks for it, with how many there are in all. */
export function pageOf<T>(all: readonly T[], query: URLSearchParams): { items: T[]; total: number } {
  const parsed = vPage.safeParse(Object.fromEntries(query));
  if (!parsed.success) throw badRequest(`Invalid ${parsed.error.issues[0]?.path.join(".")}`);
  const { limit, page } = parsed.data;
  return { items: all.slice((page - 1) * limit, page * limit), total: all.length };
}
