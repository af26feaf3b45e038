import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A folder for files that nobody misses after a restart: uploads on their way in, exports on their way out. It is
 * made when it is first needed and removed at the end; what a crash left behind goes at the next start.
 */
export class Scratch {
  private made: string | null = null;

  /** `dataDir` is the deployment's data folder, or `null` for one that keeps nothing. */
  constructor(private readonly dataDir: string | null) {
    if (dataDir) rmSync(join(dataDir, "scratch"), { recursive: true, force: true });
  }

  dir(): string {
    if (this.made) return this.made;
    if (this.dataDir) {
      this.made = join(this.dataDir, "scratch");
      mkdirSync(this.made, { recursive: true, mode: 0o700 });
    } else this.made = mkdtempSync(join(tmpdir(), "convex-scratch-"));
    return this.made;
  }

  remove(): void {
    if (this.made) rmSync(this.made, { recursive: true, force: true });
    this.made = null;
  }
}
