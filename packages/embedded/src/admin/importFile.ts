import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { isObject, type Json, type JsonObject } from "../values/json.ts";
import { csvRecords } from "./csv.ts";
import { parseExportText, parsePlainJson } from "./exportText.ts";
import { type OpenZip, openZip } from "./zip.ts";

export type ImportFormat = "csv" | "jsonLines" | "jsonArray" | "zip";

/** Something about the file that its author can mend. */
export class ImportError extends Error {}

/** One table of an import. `documents` may be called again, to read the same documents from the start. */
export interface ImportedTable {
  readonly component: string;
  readonly name: string;
  /** The number that ids in the file carry, where the file says so. */
  readonly number: number | null;
  documents(): AsyncIterable<JsonObject>;
}

/** A stored file of an import. */
export interface ImportedFile {
  readonly component: string;
  readonly storageId: string;
  content(): Promise<Readable>;
}

export interface ImportFile {
  readonly tables: readonly ImportedTable[];
  readonly files: readonly ImportedFile[];
  close(): void;
}

/** JSON arrays are read in one piece; larger ones belong into JSON lines. */
const JSON_ARRAY_BYTES = 64 << 20;

/** Opens an uploaded file. Finds out which tables it holds; documents are read when they are asked for. */
export async function openImport(
  path: string,
  format: ImportFormat,
  component: string,
  table: string | null,
): Promise<ImportFile> {
  if (format === "zip") return openSnapshot(path, component);
  const documents = {
    csv: () => csvDocuments(path),
    jsonLines: () => lineDocuments(createReadStream(path), parsePlainJson),
    jsonArray: () => arrayDocuments(path),
  }[format];
  return { tables: [{ component, name: table!, number: null, documents }], files: [], close: () => {} };
}

/** A number is a number and everything else a text; a cell that is empty is an empty text. */
async function* csvDocuments(path: string): AsyncGenerator<JsonObject> {
  let header: string[] | null = null;
  let row = 0;
  for await (const record of csvRecords(createReadStream(path, "utf8"))) {
    if (!header) {
      header = record.map((name) => name.trim());
      continue;
    }
    row++;
    if (record.length !== header.length)
      throw new ImportError(`CSV row ${row} does not have all of the fields in the header.`);
    yield Object.fromEntries(header.map((name, i) => [name, csvValue(record[i]!)]));
  }
  if (!header) throw new ImportError("The CSV file does not have a header.");
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function csvValue(text: string): Json {
  return DECIMAL.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
}

async function* lineDocuments(input: Readable, parse: (text: string) => Json): AsyncGenerator<JsonObject> {
  let row = 0;
  for await (const line of linesOf(input)) {
    row++;
    if (line.trim() !== "") yield documentOf(row, () => parse(line));
  }
}

/** Lines of a text. Unlike Node's readline it passes on what goes wrong in the stream below. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of input.setEncoding("utf8") as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function* arrayDocuments(path: string): AsyncGenerator<JsonObject> {
  const { size } = await stat(path);
  if (size > JSON_ARRAY_BYTES)
    throw new ImportError(
      `The file is too large for JSON (${size} bytes, maximum ${JSON_ARRAY_BYTES}). Convert it to JSON lines.`,
    );
  let values: unknown;
  try {
    values = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new ImportError(`Not valid JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(values)) throw new ImportError("Not a JSON array.");
  for (const [i, value] of values.entries())
    yield documentOf(i + 1, () => parsePlainJson(JSON.stringify(value)));
}

function documentOf(row: number, parse: () => Json): JsonObject {
  let value: Json;
  try {
    value = parse();
  } catch (error) {
    throw new ImportError(`Row ${row} is not valid JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw new ImportError(`Row ${row} is not an object.`);
  return value;
}

const DOCUMENTS = /^(.*\/)?([^/]+)\/documents\.jsonl$/;
const STORED_FILE = /^(.*\/)?_storage\/([^/.]+)(?:\.[^/]+)?$/;

async function openSnapshot(path: string, base: string): Promise<ImportFile> {
  let zip: OpenZip;
  try {
    zip = await openZip(path);
  } catch {
    throw new ImportError("The file is not a valid zip file.");
  }
  const lines = (name: string, parse: (text: string) => Json) =>
    (async function* () {
      yield* lineDocuments(await zip.read(name), parse);
    })();
  const tables: ImportedTable[] = [];
  const files: ImportedFile[] = [];
  const numbers = new Map<string, number>();
  const found = zip.names.map((name) => ({ name, match: DOCUMENTS.exec(name) }));
  for (const { name, match } of found) {
    if (match?.[2] !== "_tables") continue;
    for await (const { name: table, id } of lines(name, parsePlainJson))
      numbers.set(`${componentOf(match[1], base)}\x00${table}`, id as number);
  }
  for (const { name, match } of found) {
    const table = match?.[2];
    // Of the system's own tables only stored files are data of the app.
    if (!table || (table.startsWith("_") && table !== "_storage")) continue;
    const component = componentOf(match[1], base);
    const schema = `${match[1] ?? ""}${table}/generated_schema.jsonl`;
    const uniform =
      table === "_storage" || (zip.names.includes(schema) && (await isUniform(await zip.read(schema))));
    tables.push({
      component,
      name: table,
      number: numbers.get(`${component}\x00${table}`) ?? null,
      documents: () => lines(name, uniform ? parseExportText : parsePlainJson),
    });
  }
  for (const name of zip.names) {
    const match = STORED_FILE.exec(name);
    if (!match || match[2] === "documents") continue;
    files.push({
      component: componentOf(match[1], base),
      storageId: match[2]!,
      content: () => zip.read(name),
    });
  }
  // A table without documents is in the list of tables alone.
  for (const [key, number] of numbers) {
    const [component, name] = key.split("\x00") as [string, string];
    if (!tables.some((table) => table.component === component && table.name === name))
      tables.push({ component, name, number, documents: async function* () {} });
  }
  if (tables.length === 0)
    throw new ImportError("The zip file has no tables: it must hold files like <table>/documents.jsonl.");
  return { tables, files, close: () => zip.close() };
}

/** How numbers are written in a table's documents. An older way needs knowledge that newer exports do without. */
async function isUniform(stream: Readable): Promise<boolean> {
  for await (const line of linesOf(stream)) {
    if (JSON.parse(line) === "uniform") return true;
    throw new ImportError("The zip file is of an old format. Make a new export of that deployment.");
  }
  return false;
}

/** `snapshot/_components/workflow/_components/workpool/` is the component `workflow/workpool`. */
function componentOf(folder: string | undefined, base: string): string {
  const names = [...(folder ?? "").matchAll(/(?:^|\/)_components\/([^/]+)(?=\/)/g)].map((match) => match[1]!);
  return [...(base === "" ? [] : [base]), ...names].join("/");
}
