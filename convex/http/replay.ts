import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { defineErrors, errorCodes } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import type { Beginning } from "./idempotency.model";
import { canonicalJson } from "./json";
import { expectedProblem, type Problem, ProblemError } from "./problems";
import type { Idempotency } from "./route";

const replayErrors = defineErrors({
  required: {
    code: "idempotency_key_required",
    message:
      "This request needs an Idempotency-Key: a UUID or another word of 8 to 64 characters, new for each intent.",
  },
  inFlight: {
    code: "idempotency_in_flight",
    message: "The first request with this Idempotency-Key has no answer yet.",
  },
  reused: {
    code: "idempotency_key_reused",
    message: "This Idempotency-Key was sent before with another request.",
  },
});

const IN_FLIGHT_RETRY_MS = 1000;

/** The key of a request, bare or as the quoted string of the draft. Null when there is none and none is needed. */
export function readIdempotencyKey(request: Request, idempotency: Idempotency): string | null {
  const header = request.headers.get("idempotency-key");
  if (idempotency === "none") return null;
  if (header === null) {
    if (idempotency === "required") throw replayErrors.required();
    return null;
  }
  const key = /^"?([\x21\x23-\x7e]{8,64})"?$/.exec(header.trim())?.[1];
  if (!key) {
    const detail = "An Idempotency-Key has 8 to 64 visible characters without quotes.";
    throw new ProblemError({ code: "malformed_request", detail });
  }
  return key;
}

/** What the work of a request came to, in the form in which it is kept. */
type Outcome =
  | { kind: "reply"; text: string; headers: [string, string][] }
  | { kind: "refusal"; problem: Problem };

export interface Reply {
  text: string;
  headers: [string, string][];
}

export interface Intent {
  key: string;
  /** Who, method and route: the same key of another caller or for another route is another key. */
  scope: readonly string[];
  /** Everything else that makes the request what it is. */
  request: { path: string; query: unknown; body: unknown };
}

/**
 * Does the work of a request once for all its repetitions. Final answers are kept for a day: successes, and refusals
 * that would come again. What may go better next time (401, 403, 408, 425, 429, 5xx) is not kept, and the next
 * request with the key begins anew.
 */
export async function once(ctx: ActionCtx, intent: Intent, work: () => Promise<Reply>): Promise<Reply> {
  const scope = sha256Hex(canonicalJson([...intent.scope, intent.key]));
  const fingerprint = sha256Hex(canonicalJson(intent.request));
  const attempt = crypto.randomUUID();
  const claim = { scope, fingerprint, attempt };
  const beginning: Beginning = await ctx.runMutation(internal.http.idempotency.begin, claim);
  if (beginning.kind === "reused") throw replayErrors.reused();
  if (beginning.kind === "inFlight") throw replayErrors.inFlight({ retryAfterMs: IN_FLIGHT_RETRY_MS });
  const key = await sealingKey(intent);
  if (beginning.kind === "answered") return replay(await open(key, beginning.sealed));

  const settle = async (outcome: Outcome | null) => {
    const sealed = outcome && (await seal(key, outcome));
    await ctx.runMutation(internal.http.idempotency.settle, { scope, attempt, sealed });
  };
  let reply: Reply;
  try {
    reply = await work();
  } catch (error) {
    await settle(refusalToKeep(error));
    throw error;
  }
  await settle({ kind: "reply", ...reply });
  return reply;
}

const REPLAYED: [string, string] = ["Idempotency-Replayed", "true"];

function replay(outcome: Outcome): Reply {
  if (outcome.kind === "reply") return { text: outcome.text, headers: [...outcome.headers, REPLAYED] };
  const headers = { ...outcome.problem.headers, ...Object.fromEntries([REPLAYED]) };
  throw new ProblemError({ ...outcome.problem, headers });
}

const NOT_FINAL: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

function refusalToKeep(error: unknown): Outcome | null {
  const problem = expectedProblem(error);
  if (!problem) return null;
  const { status } = errorCodes[problem.code];
  return status >= 500 || NOT_FINAL.has(status) ? null : { kind: "refusal", problem };
}

type SealingKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/**
 * A key that follows from the Idempotency-Key, which is stored nowhere, and that no two stored answers share. The
 * credential takes no part: a caller may have another one by the time it asks again.
 */
async function sealingKey({ key, scope }: Intent): Promise<SealingKey> {
  const secret = new TextEncoder().encode(canonicalJson([key, ...scope]));
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: SEAL_PURPOSE };
  return await crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

const SEAL_PURPOSE = new TextEncoder().encode("molt idempotent answer v1");
const NONCE_BYTES = 12;

async function seal(key: SealingKey, outcome: Outcome): Promise<ArrayBuffer> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(outcome));
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  const sealed = new Uint8Array(NONCE_BYTES + cipher.length);
  sealed.set(iv);
  sealed.set(cipher, NONCE_BYTES);
  return sealed.buffer;
}

async function open(key: SealingKey, sealed: ArrayBuffer): Promise<Outcome> {
  const bytes = new Uint8Array(sealed);
  const iv = bytes.slice(0, NONCE_BYTES);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes.slice(NONCE_BYTES));
  return JSON.parse(new TextDecoder().decode(plain)) as Outcome;
}
