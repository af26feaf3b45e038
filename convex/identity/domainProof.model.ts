import type { OutboundResult } from "../lib/outbound.client";

/** What was found at a place: texts, one of which may be the proof, or why there are none. */
export type Found = { kind: "lines"; lines: string[] } | { kind: "nothing"; why: string };

const FAULTS: Partial<Record<Extract<OutboundResult, { kind: "failed" }>["fault"], string>> = {
  unresolved: "the domain has no address",
  forbidden_address: "the domain leads to an address that this instance does not call",
  unreachable: "nothing answers there",
  tls: "its certificate is not one to trust",
  timeout: "it took too long",
};

/** The lines of a claim file. A redirect is no file: it may lead to what is somebody else's. */
export function linesOfFile(answer: OutboundResult): Found {
  if (answer.kind === "failed")
    return { kind: "nothing", why: FAULTS[answer.fault] ?? "it could not be read" };
  if (answer.status >= 300 && answer.status < 400)
    return { kind: "nothing", why: "redirects are not followed" };
  if (answer.status !== 200) return { kind: "nothing", why: `it answered ${answer.status}` };
  if (!answer.isWhole) return { kind: "nothing", why: "it is longer than 4 KiB, or was cut off" };
  return { kind: "lines", lines: answer.body.split("\n").map((line) => line.trim()) };
}

/** What is said of a proof that was not found: where we looked and what was there, and not a byte of it. */
export function reportOf(place: string, found: Found): string {
  if (found.kind === "nothing") return `Looked at ${place}: ${found.why}.`;
  const isAnother = found.lines.some((line) => line.startsWith("molt-claim "));
  return `Looked at ${place}: ${isAnother ? "another claim is there, and not this one" : "no claim is there"}.`;
}

export const isProved = (found: Found, proofs: readonly string[]): boolean =>
  found.kind === "lines" && found.lines.some((line) => proofs.includes(line));
