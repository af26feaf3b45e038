import { createHash } from "node:crypto";
import type { Outcome } from "../live/liveQueries.ts";
import type { FunctionError } from "../runtime/errors.ts";
import { encodeTs } from "./protocol.ts";
import type { Message, Piece } from "./wire.ts";

/** Where a client stands: every Transition begins where the one before has ended. */
export interface Version {
  readonly querySet: number;
  readonly identity: number;
  readonly ts: bigint;
  /** As it stands in messages. */
  readonly text: string;
}

export const FIRST_VERSION = newVersion(0, 0, 0n);

/** Above this a Transition is cut into chunks, for clients since 1.28. */
const CHUNK_CHARACTERS = 5 << 20;
/** From this length on an encoded result is shared as bytes; a shorter one is cheaper to copy. */
const SHARED_CHARACTERS = 512;

const END = "]}";

/**
 * The messages that take a client from one version to the next. `updates` are made by `queryUpdate`,
 * `queryFailed` and `queryRemoved`; `more` are further fields, each with a comma before it.
 */
export function transitionMessages(start: Version, end: Version, updates: Piece[][], more = ""): Message[] {
  const head = `{"type":"Transition","startVersion":${start.text},"endVersion":${end.text}${more},"modifications":[`;
  const pieces: Piece[] = [head];
  for (const [i, update] of updates.entries()) {
    if (i > 0) append(pieces, ",");
    for (const piece of update) append(pieces, piece);
  }
  append(pieces, END);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return length <= CHUNK_CHARACTERS ? [pieces] : chunks(pieces.join(""));
}

interface Update {
  readonly start: Version;
  readonly end: Version;
  readonly queryId: number;
  readonly outcome: Outcome;
  readonly messages: Message[];
}

let latest: Update | null = null;

/** As `transitionMessages`, for one new result: viewers of a page who are at the same version get the same messages. */
export function updateMessages(start: Version, end: Version, queryId: number, outcome: Outcome): Message[] {
  if (
    latest?.outcome !== outcome ||
    latest.queryId !== queryId ||
    latest.start.text !== start.text ||
    latest.end.text !== end.text
  ) {
    const messages = transitionMessages(start, end, [queryUpdate(queryId, outcome)]);
    latest = { start, end, queryId, outcome, messages };
  }
  return latest.messages;
}

function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (typeof piece === "string" && typeof last === "string") pieces[pieces.length - 1] = last + piece;
  else pieces.push(piece);
}

export function queryRemoved(queryId: number): Piece[] {
  return [`{"type":"QueryRemoved","queryId":${queryId}}`];
}

export function queryUpdate(queryId: number, outcome: Outcome): Piece[] {
  const head = `{"type":"QueryUpdated","queryId":${queryId},"value":`;
  if (outcome.text!.length < SHARED_CHARACTERS) return [head, restOfUpdate(outcome)];
  outcome.bytes ??= Buffer.from(restOfUpdate(outcome));
  return [head, outcome.bytes];
}

/** `message` is what this client may read of the error. */
export function queryFailed(queryId: number, outcome: Outcome, message: string): Piece[] {
  const error = `${JSON.stringify(message)}${errorDataField(outcome.error!)}`;
  return [`{"type":"QueryFailed","queryId":${queryId},"errorMessage":${error},${logAndJournal(outcome)}}`];
}

export function errorDataField(error: FunctionError): string {
  return error.data === undefined ? "" : `,"errorData":${JSON.stringify(error.data)}`;
}

function restOfUpdate(outcome: Outcome): string {
  return `${outcome.text},${logAndJournal(outcome)}}`;
}

function logAndJournal({ logLines, journal }: Outcome): string {
  return `"logLines":${linesText(logLines)},"journal":${JSON.stringify(journal)}`;
}

/** Most calls log nothing. */
export function linesText(logLines: readonly string[]): string {
  return logLines.length === 0 ? "[]" : JSON.stringify(logLines);
}

/** Whether a client that has seen `a` learns nothing from `b`. */
export function sameForClient(a: Outcome, b: Outcome): boolean {
  return (
    a.text === b.text &&
    a.journal === b.journal &&
    a.error?.message === b.error?.message &&
    a.logLines.length === b.logLines.length &&
    a.logLines.every((line, i) => line === b.logLines[i])
  );
}

let newest = FIRST_VERSION;

/** A version. Most clients are told of a commit at the same time and stand at the same version then: they share it. */
export function versionOf(querySet: number, identity: number, ts: bigint): Version {
  if (newest.ts !== ts || newest.querySet !== querySet || newest.identity !== identity)
    newest = newVersion(querySet, identity, ts);
  return newest;
}

function newVersion(querySet: number, identity: number, ts: bigint): Version {
  const text = `{"querySet":${querySet},"identity":${identity},"ts":"${encodeTs(ts)}"}`;
  return { querySet, identity, ts, text };
}

function chunks(text: string): [string][] {
  const totalParts = Math.ceil(text.length / CHUNK_CHARACTERS);
  const transitionId = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return Array.from({ length: totalParts }, (_, partNumber) => {
    const chunk = text.slice(partNumber * CHUNK_CHARACTERS, (partNumber + 1) * CHUNK_CHARACTERS);
    return [JSON.stringify({ type: "TransitionChunk", chunk, partNumber, totalParts, transitionId })];
  });
}
