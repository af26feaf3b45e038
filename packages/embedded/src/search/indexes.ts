import { BY_CREATION_TIME, type Catalog, type Tablet } from "../store/catalog.ts";
import type { Sqlite } from "../store/sqlite.ts";
import { TextIndex, type TextIndexSpec } from "./text.ts";
import { VectorIndex, type VectorIndexSpec } from "./vector.ts";

export type SearchIndexSpec = TextIndexSpec | VectorIndexSpec;

/** Read sets name indexes by number: these count up from where no database index gets to. */
const FIRST_ID = 2 ** 32;

/** Which text and vector indexes exist. They are attached to their tables, which tell them of every write. */
export class SearchIndexes {
  constructor(
    private readonly sqlite: Sqlite,
    private readonly catalog: Catalog,
  ) {
    sqlite.exec(`CREATE TABLE IF NOT EXISTS search_indexes(
      id INTEGER PRIMARY KEY, component TEXT NOT NULL, tableName TEXT NOT NULL, spec TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS text_marks(id INTEGER PRIMARY KEY, upTo REAL NOT NULL)`);
    for (const row of sqlite.prepare("SELECT * FROM search_indexes").all()) {
      const tablet = catalog.find(row.component, row.tableName)!;
      const index = this.make(row.id, JSON.parse(row.spec) as SearchIndexSpec, tablet);
      if (index instanceof TextIndex) index.markAll();
      tablet.documentIndexes.set(index.name, index);
    }
  }

  /** Adds an index and fills it from the documents that are there. Run inside a transaction. */
  add(tablet: Tablet, spec: SearchIndexSpec): void {
    const { id } = this.sqlite
      .prepare("SELECT coalesce(max(id) + 1, ?) AS id FROM search_indexes")
      .get(FIRST_ID);
    this.sqlite
      .prepare("INSERT INTO search_indexes(id, component, tableName, spec) VALUES (?, ?, ?, ?)")
      .run(id, tablet.component, tablet.name, JSON.stringify(spec));
    const index = this.make(id, spec, tablet);
    index.create();
    if (index instanceof TextIndex) index.catchUp();
    else for (const { id, document } of this.catalog.documents(tablet)) index.write(id, null, document);
    tablet.documentIndexes.set(index.name, index);
  }

  remove(tablet: Tablet, name: string): void {
    const index = tablet.documentIndexes.get(name) as TextIndex | VectorIndex;
    index.drop();
    this.sqlite.prepare("DELETE FROM search_indexes WHERE id = ?").run(index.id);
    tablet.documentIndexes.delete(name);
  }

  /** Follows a table to another component; see `Catalog.move`. */
  move({ component, name }: Tablet, to: string): void {
    this.sqlite
      .prepare("UPDATE search_indexes SET component = ? WHERE component = ? AND tableName = ?")
      .run(to, component, name);
  }

  private make(id: number, spec: SearchIndexSpec, tablet: Tablet): TextIndex | VectorIndex {
    const source = { tablet: tablet.id, byCreationTime: tablet.indexes.get(BY_CREATION_TIME)!.id };
    return spec.kind === "text"
      ? new TextIndex(this.sqlite, id, spec, source)
      : new VectorIndex(this.sqlite, id, spec);
  }
}
