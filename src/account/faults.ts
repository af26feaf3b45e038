import type { MoltError } from "../../packages/sdk/src/index.ts";
import { formatWait } from "../lib/format";
import type { FormFaults } from "../ui/formFaults";

/** Somebody was asked to prove who they are, and closed the question. */
export class Unproved extends Error {
  override name = "Unproved";
}

/** Codes whose words on the API's side are meant for programs. */
const WORDS: Record<string, string> = {
  network: "molt can’t be reached. Check the connection and try again.",
  unauthenticated: "You are signed out. Sign in again.",
  token_revoked: "This sign-in has ended. Sign in again.",
  token_expired: "This sign-in has ended. Sign in again.",
};

/**
 * Sorts a refusal to the fields of a form: what points at one of `names` stands beside it, everything else above the
 * button. Something that is no refusal becomes a plain apology, so that internals never reach the screen.
 */
export function readFaults(error: unknown, names: readonly string[]): FormFaults {
  if (!isRefusal(error)) return { fields: {}, whole: wordsOf(error) };
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { pointer, detail } of error.faults) {
    const name = fieldOf(pointer);
    if (name !== null && names.includes(name)) fields[name] ??= detail;
    else rest.push(detail);
  }
  if (Object.keys(fields).length > 0) return { fields, whole: rest.length > 0 ? rest.join(" ") : null };
  return { fields, whole: wordsOf(error) };
}

/** A refusal as one sentence, for what is no form. */
export function wordsOf(error: unknown): string {
  if (error instanceof Unproved) return "Nothing was changed: nobody proved that it is you.";
  // By its name, because pages that know no passkeys are not to load what does.
  if (error instanceof Error && error.name === "PasskeyProblem") return error.message;
  if (!isRefusal(error)) return "Something went wrong on our side. Try again.";
  const words = WORDS[error.code] ?? error.detail;
  if (error.retryAfterMs !== null) return `${words} Try again in ${formatWait(error.retryAfterMs)}.`;
  return error.code === "internal" && error.requestId !== null ? `${words} (${error.requestId})` : words;
}

/** The API's code, or `unexpected` for what is no refusal. */
export const codeOf = (error: unknown): string => (isRefusal(error) ? error.code : "unexpected");

export const hasCode = (error: unknown, code: string): boolean => codeOf(error) === code;

/** By its shape: two copies of one class are two classes. */
function isRefusal(error: unknown): error is MoltError {
  return error instanceof Error && error.name === "MoltError" && "faults" in error;
}

/** The top-level field that a JSON pointer (RFC 6901, in a fragment) leads to. */
function fieldOf(pointer: string | undefined): string | null {
  const first = pointer?.replace(/^#?\//, "").split("/")[0];
  return first ? first.replaceAll("~1", "/").replaceAll("~0", "~") : null;
}
