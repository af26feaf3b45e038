import type { Catalog } from "../store/catalog.ts";
import { encodeId } from "../values/ids.ts";
import { VectorIndex, type VectorQueryJson } from "./vector.ts";

/** Answers `ctx.vectorSearch` of a component. Call it in the lane, so that it sees the newest commit and no half. */
export function searchVectors(catalog: Catalog, component: string, query: VectorQueryJson): string {
  const dot = query.indexName.indexOf(".");
  const tablet = catalog.find(component, query.indexName.slice(0, dot));
  const index = tablet?.documentIndexes.get(query.indexName.slice(dot + 1));
  if (!tablet || !(index instanceof VectorIndex)) throw new Error(`Index ${query.indexName} not found.`);
  const results = index
    .search(query)
    .map(({ id, score }) => ({ _id: encodeId(tablet.number, id), _score: score }));
  return JSON.stringify({ results });
}
