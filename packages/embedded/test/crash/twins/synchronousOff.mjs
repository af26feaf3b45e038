// A driver that leaves it to the operating system when data reach the disk.
import { DatabaseSync as Driver } from "@photostructure/sqlite";

export * from "@photostructure/sqlite";

export class DatabaseSync extends Driver {
  exec(sql) {
    super.exec(sql.replace(/synchronous = \w+/, "synchronous = OFF"));
  }
}
