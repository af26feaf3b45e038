// A driver that says that it has committed, and does so up to 50 ms later.
import { DatabaseSync as Driver } from "@photostructure/sqlite";

export * from "@photostructure/sqlite";

const LATE_MS = 50;

export class DatabaseSync extends Driver {
  #working = false;
  #waiting = false;

  prepare(sql) {
    if (sql === "BEGIN IMMEDIATE") return { run: () => this.#begin() };
    if (sql === "COMMIT") return { run: () => this.#commitLater() };
    return super.prepare(sql);
  }

  #begin() {
    this.#working = true;
    if (!this.isTransaction) this.exec("BEGIN IMMEDIATE");
  }

  #commitLater() {
    this.#working = false;
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      if (!this.#working && this.isTransaction) this.exec("COMMIT");
    }, LATE_MS);
  }
}
