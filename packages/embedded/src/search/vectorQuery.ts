import { type Catalog, requireEnabled } from "../store/catalog.ts";
import { encodeId } from "../values/ids.ts";
import { VectorIndex, type VectorQueryJson } from "./vector.ts";

/** Answers `ctx.vectorSearch` of a component. Call it in the lane, so that it sees the newest commit and no half. */
export function searchVectors(catalog: Catalog, component: string, query: VectorQueryJson): string {
  const dot = query.indexName.indexOf(".");
  const tablet = catalog.find(component, query.indexName.slice(0, dot));
  const index = tablet?.documentIndexes.get(query.indexName.slice(dot + 1));
  const { number } = tablet ?? { number: 0 };
  const results = requireEnabled(index instanceof VectorIndex ? index : null, query.indexName)
    .search(query)
    .map(({ id, score }) => ({ _id: encodeId(number, id), _score: score }));
  return JSON.stringify({ results });
}
