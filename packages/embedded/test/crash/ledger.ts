import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { DATABASE_FILE } from "../../src/store/sqlite.ts";
import type { Journal } from "./journal.ts";

/** Everything that the fixture app has written, read past the runtime from the file. */
export interface Ledger {
  readonly entries: { key: string; seq: number }[];
  readonly accounts: { name: string; balance: number }[];
  readonly moves: { key: string; from: string; to: string; amount: number }[];
  readonly runs: { key: string; dueAt: number; ranAt: number }[];
  readonly files: { key: string; storageId: string; sha256: string }[];
  /** What SQLite and the indexes say against the file; empty when it is sound. */
  readonly damage: string[];
}

/** The balance with which accounts come into being. */
const OPENING = 1000;

export function readLedger(dataDir: string): Ledger {
  const database = new DatabaseSync(join(dataDir, DATABASE_FILE), { readOnly: true });
  try {
    // One transaction, so that a process that goes on writing does not show through.
    database.exec("BEGIN");
    const documents = database.prepare(
      "SELECT json FROM docs d JOIN tablets t ON t.id = d.tablet WHERE t.name = ? AND t.component = ''",
    );
    const table = (name: string) => documents.all(name).map(({ json }: { json: string }) => JSON.parse(json));
    return {
      entries: table("entries"),
      accounts: table("accounts"),
      moves: table("moves"),
      runs: table("runs"),
      files: table("files"),
      damage: [...pagesDamaged(database), ...indexesApart(database), ...contentsApart(database, dataDir)],
    };
  } finally {
    database.close();
  }
}

function pagesDamaged(database: InstanceType<typeof DatabaseSync>): string[] {
  const found = database
    .prepare("PRAGMA integrity_check")
    .all()
    .map((row: object) => `${Object.values(row)[0]}`);
  return found.join() === "ok" ? [] : found;
}

/** Every document has one row in every index of its table. */
function indexesApart(database: InstanceType<typeof DatabaseSync>): string[] {
  return database
    .prepare(
      `SELECT t.name AS tableName, i.name AS indexName,
         (SELECT count(*) FROM docs d WHERE d.tablet = t.id) AS documents,
         (SELECT count(*) FROM idx x JOIN docs d ON d.tablet = t.id AND d.id = x.id WHERE x.ix = i.id) AS keys,
         (SELECT count(*) FROM idx x WHERE x.ix = i.id) AS allKeys
       FROM indexes i JOIN tablets t ON t.id = i.tablet
       WHERE documents != keys OR documents != allKeys`,
    )
    .all()
    .map((row: object) => `documents and index do not agree: ${JSON.stringify(row)}`);
}

/** Throws, and says why, when a ledger contradicts the journal or itself. */
export function requireSound(ledger: Ledger, journal: Journal): void {
  requireNone([
    ...ledger.damage,
    ...lostOrDoubled(ledger, journal),
    ...unbalanced(ledger),
    ...outOfSequence(ledger),
    ...jobsAmiss(ledger, journal),
  ]);
}

/** Throws with the first few of the problems, if there are any. */
export function requireNone(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const more = problems.length > 5 ? `\nand ${problems.length - 5} more` : "";
  throw new Error(problems.slice(0, 5).join("\n") + more);
}

function lostOrDoubled({ entries, moves, files }: Ledger, journal: Journal): string[] {
  const effects = [...entries, ...moves, ...files].map(({ key }) => key);
  const found = new Set(effects);
  return [
    ...twice(effects).map((key) => `${key} took effect twice`),
    ...effects.filter((key) => !journal.sent.has(key)).map((key) => `${key} was never asked for`),
    ...[...journal.acknowledged]
      .filter((key) => !found.has(key) && !journal.jobs.has(key))
      .map((key) => `${key} was acknowledged and is lost`),
  ];
}

/** Accounts must hold exactly what the moves say: a move is two accounts and a row of its own. */
function unbalanced({ accounts, moves }: Ledger): string[] {
  const expected = new Map<string, number>();
  const add = (name: string, amount: number) => expected.set(name, (expected.get(name) ?? OPENING) + amount);
  for (const { from, to, amount } of moves) {
    add(from, -amount);
    add(to, amount);
  }
  const actual = new Map(accounts.map(({ name, balance }) => [name, balance]));
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .filter((name) => expected.get(name) !== actual.get(name))
    .map((name) => `${name} holds ${actual.get(name)} and its moves make ${expected.get(name)}`);
}

/** Entries are numbered as they commit, so what is there must be a prefix: 0, 1, 2 and so on. */
function outOfSequence({ entries }: Ledger): string[] {
  const numbers = entries.map(({ seq }) => seq).sort((a, b) => a - b);
  const gap = numbers.findIndex((seq, i) => seq !== i);
  return gap < 0 ? [] : [`entry ${gap} is missing or there twice`];
}

function jobsAmiss({ runs }: Ledger, { jobs }: Journal): string[] {
  return [
    ...twice(runs.map(({ key }) => key)).map((key) => `job ${key} ran twice`),
    ...runs.filter(({ key }) => !jobs.has(key)).map(({ key }) => `job ${key} was never scheduled`),
    ...runs.filter(({ dueAt, ranAt }) => ranAt < dueAt).map(({ key }) => `job ${key} ran early`),
  ];
}

/** Jobs that were acknowledged and have not run. Right after a crash that is no mistake yet. */
export function jobsToCome({ runs }: Ledger, { jobs, acknowledged }: Journal): string[] {
  const ran = new Set(runs.map(({ key }) => key));
  return [...jobs]
    .filter(([key, { isAction }]) => !isAction && acknowledged.has(key) && !ran.has(key))
    .map(([key]) => key);
}

export function twice(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}

/** Every stored file has its contents in the folder, as its row says. */
function contentsApart(database: InstanceType<typeof DatabaseSync>, dataDir: string): string[] {
  return database
    .prepare("SELECT f.name, d.json FROM files f LEFT JOIN docs d ON d.id = f.id")
    .all()
    .filter(({ name, json }: { name: string; json: string | null }) => {
      const file = join(dataDir, "files", name);
      if (json === null || !existsSync(file)) return true;
      return createHash("sha256").update(readFileSync(file)).digest("base64") !== JSON.parse(json).sha256;
    })
    .map(({ name }: { name: string }) => `the stored file ${name} has not its contents`);
}
