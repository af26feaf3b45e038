import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Engine } from "../engine.ts";
import { failureOf } from "../logRecord.ts";
import { SYSTEM_STATE } from "../store/catalog.ts";
import { int64Json, type Json, type JsonObject } from "../values/json.ts";
import { Importer } from "./importer.ts";
import { ImportError, type ImportFile, type ImportFormat, openImport } from "./importFile.ts";
import { type ImportMode, tablesToClear } from "./importTables.ts";
import type { Scratch } from "./scratch.ts";
import { StoredFiles } from "./storedFiles.ts";

/** Convex's states of an import, as the CLI reads them. */
type ImportState =
  | { state: "uploaded" }
  | { state: "waiting_for_confirmation"; message_to_confirm: string; require_manual_confirmation: boolean }
  | { state: "in_progress"; progress_message: string; checkpoint_messages: string[] }
  | { state: "completed"; num_rows_written: bigint }
  | { state: "failed"; error_message: string };

/** What the CLI says of an uploaded file. */
export interface ImportRequest {
  readonly format: ImportFormat;
  readonly mode: ImportMode;
  readonly tableName?: string;
  readonly componentPath?: string;
}

interface Import {
  readonly id: string;
  readonly createdAt: number;
  readonly request: ImportRequest;
  readonly path: string;
  state: ImportState;
  file: ImportFile | null;
}

const FORMATS = ["csv", "jsonLines", "jsonArray", "zip"];
const MODES = ["requireEmpty", "append", "replace", "replaceAll"];
/** Finished imports are remembered for those who still watch them, up to this many. */
const KEPT = 32;
const MAX_UPLOADS = 16;

/**
 * Imports, from the upload in parts to the written documents. Each one is confirmed before it touches anything.
 * They live as long as the process: one that a restart cuts off has written nothing and is gone.
 */
export class Imports {
  private readonly uploads = new Map<string, Set<number>>();
  private readonly imports = new Map<string, Import>();

  constructor(
    private readonly engine: Engine,
    private readonly scratch: Scratch,
  ) {}

  /** Begins an upload and returns its token. */
  async startUpload(): Promise<string> {
    // Uploads that were given up make room for new ones.
    for (const old of [...this.uploads.keys()].slice(0, 1 - MAX_UPLOADS)) await this.dropUpload(old);
    const token = randomUUID();
    await mkdir(this.uploadDir(token), { recursive: true, mode: 0o700 });
    this.uploads.set(token, new Set());
    return token;
  }

  /** Stores one part and returns the token by which `finishUpload` names it. */
  async uploadPart(token: string, part: number, content: Readable): Promise<string> {
    const parts = this.uploads.get(token);
    if (!parts || !Number.isInteger(part) || part < 1 || part >= 10_000)
      throw new ImportError("There is no such upload.");
    await pipeline(content, createWriteStream(join(this.uploadDir(token), String(part)), { mode: 0o600 }));
    parts.add(part);
    return String(part);
  }

  /** Puts the parts together and begins to look at them; returns the import's id. */
  async finishUpload(token: string, partTokens: readonly string[], request: ImportRequest): Promise<string> {
    const parts = this.uploads.get(token);
    if (!parts || !partTokens.every((part) => parts.has(Number(part))))
      throw new ImportError("There is no such upload.");
    if (!FORMATS.includes(request.format)) throw new ImportError(`Unknown format ${request.format}.`);
    if (!MODES.includes(request.mode)) throw new ImportError(`Unknown mode ${request.mode}.`);
    if (request.format !== "zip" && !request.tableName)
      throw new ImportError("The name of a table is missing.");
    const id = randomUUID();
    const path = join(this.scratch.dir(), `import_${id}`);
    // A file without content has no parts.
    await writeFile(path, "", { mode: 0o600 });
    for (const part of partTokens)
      await pipeline(
        createReadStream(join(this.uploadDir(token), String(Number(part)))),
        createWriteStream(path, { flags: "a" }),
      );
    await this.dropUpload(token);
    const added: Import = {
      id,
      createdAt: Date.now(),
      request,
      path,
      state: { state: "uploaded" },
      file: null,
    };
    this.imports.set(id, added);
    for (const old of [...this.imports.values()].slice(0, -KEPT)) await this.forget(old);
    void this.prepare(added);
    return id;
  }

  /** Starts what was waiting for confirmation. */
  perform(id: string): void {
    const confirmed = this.imports.get(id);
    if (confirmed?.state.state !== "waiting_for_confirmation")
      throw new ImportError("This import does not wait for confirmation.");
    void this.run(confirmed);
  }

  /** How an import stands, in the words of Convex's `_snapshot_imports` table. */
  describe(id: string): Json {
    const found = this.imports.get(id);
    if (!found) throw new Error(`There is no import ${id}.`);
    return present(found);
  }

  list(): Json {
    return [...this.imports.values()].map(present);
  }

  /** Looks at the file and asks for confirmation. */
  private async prepare(added: Import): Promise<void> {
    const { format, mode, tableName = null, componentPath = "" } = added.request;
    try {
      added.file = await openImport(
        added.path,
        format,
        componentPath === "_App" ? "" : componentPath,
        tableName,
      );
      const cleared = tablesToClear(this.engine, added.file.tables, mode);
      const lines = cleared.map(
        ({ tablet, documents }) =>
          `  ${tablet.component && `${tablet.component}:`}${tablet.name}: ${documents} documents are deleted`,
      );
      await this.become(added, {
        state: "waiting_for_confirmation",
        message_to_confirm: lines.length > 0 ? ["Import change summary:", ...lines].join("\n") : "",
        require_manual_confirmation: lines.length > 0,
      });
    } catch (error) {
      await this.fail(added, error);
    }
  }

  private async run(confirmed: Import): Promise<void> {
    const file = confirmed.file!;
    try {
      await this.become(confirmed, {
        state: "in_progress",
        progress_message: "Importing",
        checkpoint_messages: [],
      });
      const stored = await StoredFiles.stage(this.engine.files, file);
      const { id, request } = confirmed;
      const written = await new Importer(this.engine, id, file.tables, stored, request.mode)
        .run()
        .catch(async (error) => {
          await stored.discard();
          throw error;
        });
      await this.become(confirmed, { state: "completed", num_rows_written: BigInt(written) });
    } catch (error) {
      await this.fail(confirmed, error);
    } finally {
      file.close();
      await rm(confirmed.path, { force: true });
      // At the end of the deployment the rest is left to the next start.
      await this.engine.admin.hiddenTables.discard(confirmed.id).catch(() => {});
    }
  }

  private async fail(failed: Import, error: unknown): Promise<void> {
    if (!(error instanceof ImportError))
      this.engine.report(failureOf("runtime", `import failed: ${(error as Error).message}`));
    await this.become(failed, { state: "failed", error_message: (error as Error).message }).catch(() => {
      // The deployment is shutting down, and nobody watches any more.
    });
  }

  /** State changes are commits, so that whoever watches them hears of them. */
  private async become(changed: Import, state: ImportState): Promise<void> {
    await this.engine.lane.writing(async (tx) => {
      changed.state = state;
      tx.written.push({ index: SYSTEM_STATE, key: "imports" });
    });
  }

  private async forget(old: Import): Promise<void> {
    if (old.state.state === "in_progress") return;
    this.imports.delete(old.id);
    old.file?.close();
    await rm(old.path, { force: true });
  }

  private uploadDir(token: string): string {
    return join(this.scratch.dir(), `upload_${token}`);
  }

  private async dropUpload(token: string): Promise<void> {
    this.uploads.delete(token);
    await rm(this.uploadDir(token), { recursive: true, force: true });
  }
}

function present({ id, createdAt, request, state }: Import): Json {
  const { format, mode, tableName, componentPath = null } = request;
  const shown: JsonObject =
    state.state === "completed"
      ? { state: state.state, num_rows_written: int64Json(state.num_rows_written) }
      : state;
  return {
    _id: id,
    _creationTime: createdAt,
    mode,
    format: tableName === undefined ? { format } : { format, table: tableName },
    component_path: componentPath,
    state: shown,
  };
}
