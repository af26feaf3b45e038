import { PushError } from "../deploy/pushRequest.ts";
import type { SearchIndexSpec } from "./indexes.ts";

/** The search and vector indexes of a table as `schema.export()` writes them. Staged ones are not in force. */
export interface DeclaredSearchIndexes {
  tableName: string;
  searchIndexes?: { indexDescriptor: string; searchField: string; filterFields: string[] }[] | null;
  vectorIndexes?:
    | { indexDescriptor: string; vectorField: string; dimensions: number; filterFields: string[] }[]
    | null;
}

const MOST_PER_TABLE = 4;
const MOST_FILTER_FIELDS = 16;

/** The indexes that a table is to have; throws PushError for what Convex refuses too. */
export function searchIndexesOf(table: DeclaredSearchIndexes): SearchIndexSpec[] {
  const text = table.searchIndexes ?? [];
  const vectors = table.vectorIndexes ?? [];
  const refuse = (reason: string): never => {
    throw new PushError("SchemaDefinitionError", `Table "${table.tableName}" ${reason}`);
  };
  if (text.length > MOST_PER_TABLE || vectors.length > MOST_PER_TABLE)
    refuse(`has more than ${MOST_PER_TABLE} search indexes or more than ${MOST_PER_TABLE} vector indexes.`);
  for (const { indexDescriptor, filterFields } of [...text, ...vectors])
    if (filterFields.length > MOST_FILTER_FIELDS)
      refuse(`has index "${indexDescriptor}" with more than ${MOST_FILTER_FIELDS} filter fields.`);
  for (const { indexDescriptor, dimensions } of vectors)
    if (!Number.isInteger(dimensions) || dimensions < 2 || dimensions > 4096)
      refuse(`has vector index "${indexDescriptor}" with ${dimensions} dimensions; 2 to 4096 are possible.`);
  return [
    ...text.map(({ indexDescriptor: name, searchField, filterFields }) => ({
      kind: "text" as const,
      name,
      searchField,
      filterFields,
    })),
    ...vectors.map(({ indexDescriptor: name, vectorField, dimensions, filterFields }) => ({
      kind: "vector" as const,
      name,
      vectorField,
      dimensions,
      filterFields,
    })),
  ];
}
