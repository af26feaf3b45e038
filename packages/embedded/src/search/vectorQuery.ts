import type { Lane } from "../runtime/lane.ts";
import { type Catalog, requireEnabled } from "../store/catalog.ts";
import { ReadingThread } from "../store/readingThread.ts";
import type { Sqlite } from "../store/sqlite.ts";
import { encodeId } from "../values/ids.ts";
import { blobToKey } from "../values/keys.ts";
import { VectorIndex, type VectorQueryJson, type VectorRow, vectorExtension } from "./vector.ts";

/**
 * Answers `ctx.vectorSearch`. A search compares every vector that its filter lets through, so it runs on a thread
 * of its own; in the lane where there is no file to read, or no extension to compare with. Either way it sees
 * the newest commit.
 */
export class VectorSearches {
  private readonly thread: ReadingThread | null;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly catalog: Catalog,
    private readonly lane: Lane,
  ) {
    const extension = vectorExtension();
    this.thread = sqlite.file && extension ? new ReadingThread(sqlite.file, extension) : null;
  }

  async search(component: string, query: VectorQueryJson): Promise<string> {
    const { number, rows } = await this.lane.reading(async () => {
      const dot = query.indexName.indexOf(".");
      const tablet = this.catalog.find(component, query.indexName.slice(0, dot));
      const index = tablet?.documentIndexes.get(query.indexName.slice(dot + 1));
      const { sql, parameters } = requireEnabled(
        index instanceof VectorIndex ? index : null,
        query.indexName,
      ).plan(query);
      // Not awaited in here: the lane goes on while the thread searches.
      const rows = this.thread
        ? this.thread.all(sql, parameters)
        : Promise.resolve(this.sqlite.prepare(sql).all(...parameters));
      return { number: tablet!.number, rows };
    });
    const results = ((await rows) as VectorRow[]).map(({ id, distance }) => ({
      _id: encodeId(number, blobToKey(id)),
      _score: 1 - distance,
    }));
    return JSON.stringify({ results });
  }

  async close(): Promise<void> {
    await this.thread?.close();
  }
}
