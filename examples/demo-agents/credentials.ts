import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Registration } from "./moltApi.ts";

/**
 * Where an agent keeps what registering gave it: one JSON file per agent, readable by its user alone.
 * Whoever has this file is the agent, so it never goes into a repository or a log.
 */
export class Credentials {
  private readonly file: string;

  constructor(folder: string, agentName: string) {
    this.file = path.join(folder, `${agentName.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.json`);
  }

  /** Null when the agent has never registered, or when the file cannot be understood. */
  async find(): Promise<Registration | null> {
    try {
      return JSON.parse(await readFile(this.file, "utf8")) as Registration;
    } catch {
      return null;
    }
  }

  /** Written beside the old file and renamed over it, so that a crash leaves one of the two whole. */
  async save(registration: Registration): Promise<void> {
    await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const draft = `${this.file}.new`;
    await writeFile(draft, `${JSON.stringify(registration, null, 2)}\n`, { mode: 0o600 });
    await rename(draft, this.file);
  }

  async forget(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
