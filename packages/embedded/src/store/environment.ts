import type { Sqlite } from "./sqlite.ts";

const NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,255}$/;
const VALUE_BYTES = 8 << 10;
const MAX_VARIABLES = 1000;

/** The deployment's environment variables, with the two that the deployment itself provides. */
export class Environment {
  private readonly variables = new Map<string, string>();

  constructor(
    private readonly sqlite: Sqlite,
    private readonly builtIn: Readonly<Record<string, string>>,
  ) {
    sqlite.exec("CREATE TABLE IF NOT EXISTS environment(name TEXT PRIMARY KEY, value TEXT NOT NULL)");
    for (const row of sqlite.prepare("SELECT name, value FROM environment").all())
      this.variables.set(row.name, row.value);
  }

  readonly get = (name: string): string | undefined => this.builtIn[name] ?? this.variables.get(name);

  list(): { name: string; value: string }[] {
    return [...this.variables]
      .map(([name, value]) => ({ name, value }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Applies changes in the caller's transaction, all or none; `null` removes. Returns whether anything changed. */
  update(changes: readonly { name: string; value: string | null }[]): boolean {
    for (const { name, value } of changes) {
      if (name in this.builtIn)
        throw new Error(`Environment variable ${name} is built-in and cannot be overridden.`);
      if (!NAME.test(name)) throw new Error(`Invalid environment variable name ${JSON.stringify(name)}.`);
      if (value !== null && Buffer.byteLength(value) > VALUE_BYTES)
        throw new Error(`The value of environment variable ${name} is larger than ${VALUE_BYTES} bytes.`);
    }
    const different = changes.filter(({ name, value }) => (this.variables.get(name) ?? null) !== value);
    if (
      this.variables.size + different.filter(({ value }) => value !== null).length >
      MAX_VARIABLES + different.length
    )
      throw new Error(`Too many environment variables (maximum ${MAX_VARIABLES}).`);
    for (const { name, value } of different) {
      if (value === null) {
        this.sqlite.prepare("DELETE FROM environment WHERE name = ?").run(name);
        this.variables.delete(name);
      } else {
        this.sqlite.prepare("INSERT OR REPLACE INTO environment(name, value) VALUES (?, ?)").run(name, value);
        this.variables.set(name, value);
      }
    }
    return different.length > 0;
  }
}
