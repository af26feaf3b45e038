import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Engine } from "../engine.ts";
import { failureOf } from "../logRecord.ts";
import { SYSTEM_STATE, type Tablet } from "../store/catalog.ts";
import type { Sqlite } from "../store/sqlite.ts";
import { int64Json, type Json } from "../values/json.ts";
import { exportText } from "./exportText.ts";
import type { Scratch } from "./scratch.ts";

const README = `# A snapshot of a Convex deployment

The documents of every table are lines of JSON in <table>/documents.jsonl; \`npx convex import\` reads this file.
`;

type State = "in_progress" | "completed" | "failed";

/** A second export while one is under way. */
export class ExportInProgress extends Error {}

/**
 * Snapshots of the whole deployment as a zip file, in the layout of Convex's own exports. Only the newest is kept,
 * and only until the deployment stops.
 */
export class Exports {
  private state: { state: State; startTs: bigint; completeTs: bigint | null; file: string } | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly sqlite: Sqlite,
    private readonly scratch: Scratch,
  ) {}

  /** How the newest export stands, in the words of Convex's `_exports` table. */
  latest(): Json {
    if (!this.state) return null;
    const { state, startTs, completeTs, file } = this.state;
    return {
      state,
      start_ts: int64Json(startTs),
      ...(completeTs === null ? {} : { complete_ts: int64Json(completeTs), zip_object_key: file }),
    };
  }

  /** The finished zip file of that timestamp, or `null`. */
  file(startTs: bigint): string | null {
    return this.state?.state === "completed" && this.state.startTs === startTs ? this.state.file : null;
  }

  /** Starts an export; resolves when it is under way. */
  async start(includeStorage: boolean): Promise<void> {
    if (this.state?.state === "in_progress")
      throw new ExportInProgress("A snapshot export is already under way.");
    const previous = this.state?.file;
    const startTs = this.engine.clock.current;
    const file = join(this.scratch.dir(), `snapshot_${startTs}_${Date.now()}.zip`);
    await this.become({ state: "in_progress", startTs, completeTs: null, file });
    if (previous) await rm(previous, { force: true });
    void this.run(file, includeStorage)
      .then(
        (snapshotTs) =>
          this.become({ state: "completed", startTs: snapshotTs, completeTs: snapshotTs, file }),
        async (error: Error) => {
          this.engine.report(failureOf("runtime", `export failed: ${error.message}`));
          await rm(file, { force: true });
          await this.become({ state: "failed", startTs, completeTs: null, file });
        },
      )
      .catch(() => {
        // The deployment is shutting down, and its exports go with it.
      });
  }

  /** State changes are commits, so that whoever watches them hears of them. */
  private async become(state: NonNullable<Exports["state"]>): Promise<void> {
    await this.engine.lane.writing(async (tx) => {
      this.state = state;
      tx.written.push({ index: SYSTEM_STATE, key: "exports" });
    });
  }

  private async run(file: string, includeStorage: boolean): Promise<bigint> {
    const opened = await this.engine.lane.reading(async () => {
      const snapshot = this.sqlite.snapshot();
      const view = { tables: this.tables(), ts: this.engine.clock.current };
      // Without a second connection the export itself has to run between two transactions.
      if (!snapshot) await this.write(file, this.sqlite, view.tables, includeStorage);
      return { snapshot, ...view };
    });
    try {
      if (opened.snapshot) await this.write(file, opened.snapshot, opened.tables, includeStorage);
    } finally {
      opened.snapshot?.close();
    }
    return opened.ts;
  }

  private tables(): Map<string, { tablet: Tablet; name: string; number: number }[]> {
    const { catalog } = this.engine;
    return new Map(
      catalog.components().map((component) => [
        component,
        catalog
          .list(component)
          .filter(({ name }) => !name.startsWith("_"))
          .sort((a, b) => a.number - b.number)
          .map((tablet) => ({ tablet, name: tablet.name, number: tablet.number })),
      ]),
    );
  }

  private async write(
    file: string,
    sqlite: Sqlite,
    components: ReturnType<Exports["tables"]>,
    includeStorage: boolean,
  ): Promise<void> {
    const zip = new ZipFile();
    const written = pipeline(zip.outputStream, createWriteStream(file, { mode: 0o600 }));
    const add = (name: string, content: Iterable<string> | AsyncIterable<string>) =>
      zip.addReadStreamLazy(name, (give) => give(null, Readable.from(content, { objectMode: false })));
    zip.addBuffer(Buffer.from(README), "README.md");
    for (const [component, tables] of components) {
      const prefix = componentPrefix(component);
      add(
        `${prefix}_tables/documents.jsonl`,
        tables.map(({ name, number }) => `${JSON.stringify({ name, id: number })}\n`),
      );
      for (const { tablet, name } of tables) {
        add(`${prefix}${name}/documents.jsonl`, documentLines(sqlite, tablet));
        add(`${prefix}${name}/generated_schema.jsonl`, ['"uniform"\n']);
      }
      if (!includeStorage) continue;
      const lines: string[] = [];
      for (const { document, path } of this.engine.files.all(sqlite, component)) {
        lines.push(`${exportText(document)}\n`);
        zip.addFile(path, `${prefix}_storage/${document._id}`, { compress: false });
      }
      add(`${prefix}_storage/documents.jsonl`, lines);
    }
    zip.end();
    await written;
  }
}

/** `workflow/workpool` lies in `_components/workflow/_components/workpool/`. */
function componentPrefix(component: string): string {
  if (component === "") return "";
  return component
    .split("/")
    .map((name) => `_components/${name}/`)
    .join("");
}

const ROWS = 256;

/** The documents of a table in the order of their ids, read page by page while the event loop goes on. */
async function* documentLines(sqlite: Sqlite, tablet: Tablet): AsyncGenerator<string> {
  const page = sqlite.prepare(
    `SELECT id, json FROM docs WHERE tablet = ? AND id > ? ORDER BY id LIMIT ${ROWS}`,
  );
  for (let after: Uint8Array = new Uint8Array(); ; ) {
    const rows = page.all(tablet.id, after);
    if (rows.length > 0)
      yield rows.map(({ json }) => `${exportText(JSON.parse(json as string) as Json)}\n`).join("");
    if (rows.length < ROWS) return;
    after = rows.at(-1)!.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
