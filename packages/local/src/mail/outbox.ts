import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import { sendJson } from "../front/answers.ts";
import { hasToken, readText } from "../front/requests.ts";

const vMail = z.object({
  from: z.string().min(1),
  to: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(50)]),
  subject: z.string(),
  text: z.string(),
});

export type OutboxOptions = {
  /** Where mails are left, one file each. */
  folder: string;
  apiKey: string;
  log(line: string): void;
};

const MAX_BODY_BYTES = 256 * 1024;
/** Older ones are removed: this is for looking at, not an archive. */
const KEPT = 200;

/**
 * Resend's API for sending, in its own wire format. Nothing leaves this machine: each mail becomes a file that only the
 * owner of the instance can read. The path handed in starts behind `/local/resend`.
 */
export function outbox({ folder, apiKey, log }: OutboxOptions) {
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    const refuse = (statusCode: number, name: string, message: string) =>
      sendJson(res, statusCode, { statusCode, name, message });
    if (!hasToken(req, apiKey)) return refuse(401, "missing_api_key", "Missing API Key");
    if (path !== "/emails") return refuse(404, "not_found", "The requested endpoint does not exist");
    if (req.method !== "POST") return refuse(405, "method_not_allowed", "Method is not allowed");
    const text = await readText(req, MAX_BODY_BYTES);
    const mail = vMail.safeParse(parseOrNull(text));
    if (!mail.success) return refuse(422, "validation_error", z.prettifyError(mail.error));
    sendJson(res, 200, { id: await keep(mail.data, req.headers["idempotency-key"]) });
  };

  /** Leaves a mail in the folder. The same idempotency key again is the same mail. */
  async function keep(mail: z.infer<typeof vMail>, key: string | string[] | undefined): Promise<string> {
    const id =
      key === undefined ? randomUUID() : createHash("sha256").update(`${key}`).digest("hex").slice(0, 32);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const present = (await readdir(folder)).filter((name) => name.endsWith(".txt")).sort();
    if (present.some((name) => name.endsWith(`-${id}.txt`))) return id;
    const file = join(folder, `${new Date().toISOString().replaceAll(":", "-")}-${id}.txt`);
    const to = [mail.to].flat().join(", ");
    const lines = [`From: ${mail.from}`, `To: ${to}`, `Subject: ${mail.subject}`, "", mail.text];
    await writeFile(`${file}.new`, lines.join("\n"), { mode: 0o600 });
    await rename(`${file}.new`, file);
    for (const name of present.slice(0, Math.max(0, present.length - KEPT + 1))) await rm(join(folder, name));
    log(`a mail is in ${file}`);
    return id;
  }
}

function parseOrNull(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null; // Not JSON: refused as any other body that is no mail.
  }
}
