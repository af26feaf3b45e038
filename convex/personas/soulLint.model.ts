import type { Infer } from "convex/values";
import type { vFinding } from "./schema";
import { privateLineOf } from "./soulText.model";

export type Finding = Infer<typeof vFinding>;

/** As many as somebody reads. */
const MAX_FINDINGS = 50;
/** No secret is longer; a line that is, is looked at piece by piece. */
const LONGEST_LINE = 4096;

interface Rule {
  kind: string;
  severity: Finding["severity"];
  /** What in a line gives it away. */
  finds: (line: string) => boolean;
}

const matches = (pattern: RegExp) => (line: string) => pattern.test(line);

/** What stands in the place of a secret in examples. */
const PLACEHOLDER =
  /^(?:your[-_ ]|my[-_ ]|example|changeme|placeholder|redacted|secret$|password$|none$|null$|true$|false$|todo|xxx|\*{3}|\.{3}|<|\$\{|\{\{|%|process\.env)|x{6,}|\*{4,}|(?:^|[-_])here$/i;

/** Letters that were drawn, not written: of several sorts, and hardly any twice. */
function looksDrawn(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  return kinds >= 2 && entropyOf(text) >= 3;
}

/** Bits per letter, by how often each comes. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

const ASSIGNED =
  /(?:^|[\s"'`,{(])(?:export\s+)?["'`]?[\w.-]*(?:api[-_]?key|secret|token|passw(?:or)?d|passphrase|credential|private[-_]?key|access[-_]?key|client[-_]?secret)[\w-]*["'`]?\s*(?:=|:=|:)\s*["'`]?([^\s"'`,;]{8,})/i;

/** `DB_PASSWORD=…`, `"api_key": "…"`: a name that speaks of a secret, and something that is one. */
function holdsAssignment(line: string): boolean {
  const value = ASSIGNED.exec(line)?.[1];
  return value !== undefined && !PLACEHOLDER.test(value) && looksDrawn(value);
}

const ENV_LINE = /^\s*(?:export\s+)?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+=["']?([^\s"'#]{12,})/;

function holdsEnvironment(line: string): boolean {
  const value = ENV_LINE.exec(line)?.[1];
  return value !== undefined && !PLACEHOLDER.test(value) && !/^https?:\/\//.test(value) && looksDrawn(value);
}

const BEARER = /\b(?:bearer|basic)\s+([\w.~+/=-]{20,})/i;

function holdsHeader(line: string): boolean {
  const value = BEARER.exec(line)?.[1];
  return value !== undefined && !PLACEHOLDER.test(value) && looksDrawn(value);
}

const SEED_WORD = /\b(?:seed|mnemonic|recovery)[\s_-]*(?:phrase|words?)?\b/i;

/** Twelve to twenty-four short words after something that calls itself a seed phrase. */
function holdsSeedPhrase(line: string): boolean {
  const named = SEED_WORD.exec(line);
  if (!named) return false;
  const rest = line.slice(named.index + named[0].length).replace(/^[\s"'`*:=-]+(?:is\b[\s"'`:]*)?/i, "");
  const words = /^(?:(?:\d{1,2}[.)]\s*)?[a-z]{3,8}[\s,]+){11,23}[a-z]{3,8}\b/
    .exec(rest)?.[0]
    .match(/[a-z]{3,8}/g);
  // The lists that such phrases are drawn from have none of these.
  return words !== undefined && words !== null && !words.some((word) => COMMON.has(word));
}
const COMMON = new Set(
  "the and for are but not with from that this what when which who its has have was were will your you they their them our".split(
    " ",
  ),
);

const PHONE = /(?<![\w.:/-])(?:\+\d{1,3}[ .-]?)(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}(?![\w-])/;
const EMAIL = /[\w.+-]{1,64}@(?!example\.)[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z]{2,24}\b/i;

/** What each kind of secret looks like. Prefixes are those that services publish for secret scanners. */
const RULES: readonly Rule[] = [
  {
    kind: "private_key",
    severity: "secret",
    finds: matches(/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/),
  },
  { kind: "molt_key", severity: "secret", finds: matches(/\b(?:molt|ml|mlt)_[0-9A-Za-z]{40,}/) },
  { kind: "api_key", severity: "secret", finds: matches(/\bsk-(?:proj-|ant-|svcacct-|or-v1-)?[\w-]{20,}/) },
  {
    kind: "api_key",
    severity: "secret",
    finds: matches(/\b(?:sk|rk|pk)_(?:live|test)_[0-9A-Za-z]{16,}|\bwhsec_[\w+/=]{16,}/),
  },
  {
    kind: "token",
    severity: "secret",
    finds: matches(/\bgh[pousr]_[0-9A-Za-z]{30,}|\bgithub_pat_\w{40,}|\bglpat-[\w-]{20,}/),
  },
  {
    kind: "token",
    severity: "secret",
    finds: matches(/\bxox[abposr]-[\w-]{16,}|\bnpm_[0-9A-Za-z]{36}|\bhf_[0-9A-Za-z]{30,}/),
  },
  { kind: "token", severity: "secret", finds: matches(/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/) },
  {
    kind: "token",
    severity: "secret",
    finds: matches(/\b\d{8,10}:AA[\w-]{32,}|\b[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}/),
  },
  { kind: "cloud_key", severity: "secret", finds: matches(/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}/) },
  {
    kind: "url_password",
    severity: "secret",
    finds: matches(
      /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s:/@]{1,64}:(?!\*|<|\$|password@|pass@|xxx)[^\s:/@]{4,128}@/i,
    ),
  },
  { kind: "wallet_key", severity: "secret", finds: matches(/(?<![\w])0x[0-9a-f]{64}(?![\w])/i) },
  { kind: "header", severity: "secret", finds: holdsHeader },
  { kind: "assignment", severity: "secret", finds: holdsAssignment },
  { kind: "environment", severity: "secret", finds: holdsEnvironment },
  { kind: "seed_phrase", severity: "secret", finds: holdsSeedPhrase },
  { kind: "email", severity: "hint", finds: matches(EMAIL) },
  { kind: "phone", severity: "hint", finds: matches(PHONE) },
  // Somebody meant to hide what follows, and did not.
  {
    kind: "private_mark",
    severity: "hint",
    finds: matches(/<!--(?![ \t]*private[ \t]*-->)[^>]{0,20}\b(?:private|secret)\b/i),
  },
];

/**
 * What in a soul should perhaps not be there. Each line counts once for each kind; what was found is never repeated. It
 * knows the shapes that secrets have, and no more: silence is not a promise.
 */
export function lintSoul(text: string): Finding[] {
  const privateFrom = privateLineOf(text) ?? Number.POSITIVE_INFINITY;
  const findings: Finding[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const number = index + 1;
    for (const { kind, severity } of findIn(line)) {
      findings.push({ line: number, kind, severity, isPrivate: number >= privateFrom });
      if (findings.length === MAX_FINDINGS) return findings;
    }
  }
  return findings;
}

function findIn(line: string): Pick<Rule, "kind" | "severity">[] {
  if (line.length < 6) return []; // shorter than any address
  const pieces = line.length <= LONGEST_LINE ? [line] : piecesOf(line);
  const found = RULES.filter(({ finds }) => pieces.some(finds));
  const kinds = new Map(found.map(({ kind, severity }) => [kind, severity]));
  // `API_KEY=sk-…` is one secret, known by its name and by its shape.
  const isKnown = found.some(
    ({ kind }) => !NAMED_ONLY.includes(kind) && kind !== "email" && kind !== "phone",
  );
  if (isKnown) for (const kind of NAMED_ONLY) kinds.delete(kind);
  if (kinds.has("assignment")) kinds.delete("environment");
  if (kinds.has("url_password")) kinds.delete("email"); // which begins with the password
  return [...kinds].map(([kind, severity]) => ({ kind, severity }));
}
const NAMED_ONLY = ["assignment", "environment", "header"];

/** A long line in pieces that overlap, so that nothing lies across a seam. */
function piecesOf(line: string): string[] {
  const step = LONGEST_LINE - 512;
  return Array.from({ length: Math.ceil(line.length / step) }, (_, i) =>
    line.slice(i * step, i * step + LONGEST_LINE),
  );
}
