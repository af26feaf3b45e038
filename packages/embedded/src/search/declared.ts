import { PushError } from "../deploy/pushRequest.ts";
import type { TextIndexSpec } from "./text.ts";
import type { VectorIndexSpec } from "./vector.ts";

interface SearchIndexJson {
  indexDescriptor: string;
  searchField: string;
  filterFields: string[];
}

interface VectorIndexJson {
  indexDescriptor: string;
  vectorField: string;
  dimensions: number;
  filterFields: string[];
}

/** The search and vector indexes of a table as `schema.export()` writes them. */
export interface DeclaredSearchIndexes {
  tableName: string;
  searchIndexes?: SearchIndexJson[] | null;
  stagedSearchIndexes?: SearchIndexJson[] | null;
  vectorIndexes?: VectorIndexJson[] | null;
  stagedVectorIndexes?: VectorIndexJson[] | null;
}

const MOST_PER_TABLE = 4;
const MOST_FILTER_FIELDS = 16;

/** The indexes that a table is to have; throws PushError for what Convex refuses too. */
export function searchIndexesOf(table: DeclaredSearchIndexes) {
  const text = table.searchIndexes ?? [];
  const stagedText = table.stagedSearchIndexes ?? [];
  const vectors = table.vectorIndexes ?? [];
  const stagedVectors = table.stagedVectorIndexes ?? [];
  const refuse = (reason: string): never => {
    throw new PushError("SchemaDefinitionError", `Table "${table.tableName}" ${reason}`);
  };
  const allText = [...text, ...stagedText];
  const allVectors = [...vectors, ...stagedVectors];
  if (allText.length > MOST_PER_TABLE || allVectors.length > MOST_PER_TABLE)
    refuse(`has more than ${MOST_PER_TABLE} search indexes or more than ${MOST_PER_TABLE} vector indexes.`);
  for (const { indexDescriptor, filterFields } of [...allText, ...allVectors])
    if (filterFields.length > MOST_FILTER_FIELDS)
      refuse(`has index "${indexDescriptor}" with more than ${MOST_FILTER_FIELDS} filter fields.`);
  for (const { indexDescriptor, dimensions } of allVectors)
    if (!Number.isInteger(dimensions) || dimensions < 2 || dimensions > 4096)
      refuse(`has vector index "${indexDescriptor}" with ${dimensions} dimensions; 2 to 4096 are possible.`);
  return {
    text: text.map(textSpec),
    stagedText: stagedText.map(textSpec),
    vectors: vectors.map(vectorSpec),
    stagedVectors: stagedVectors.map(vectorSpec),
  };
}

function textSpec({ indexDescriptor, searchField, filterFields }: SearchIndexJson): TextIndexSpec {
  return { kind: "text", name: indexDescriptor, searchField, filterFields };
}

function vectorSpec(json: VectorIndexJson): VectorIndexSpec {
  const { indexDescriptor, vectorField, dimensions, filterFields } = json;
  return { kind: "vector", name: indexDescriptor, vectorField, dimensions, filterFields };
}
