import { expect, test } from "vitest";
import { api, eventually, refused, theDeployment } from "./deployment.ts";

const { client } = await theDeployment("app");

const nearest = (args: Record<string, unknown>) =>
  client.action(api.search.nearest, args) as Promise<[string, number][]>;
const namesNear = async (args: Record<string, unknown>) => (await nearest(args)).map(([name]) => name);

/** Vector indexes may lag behind: waits until a search finds these names in this order. */
async function finds(args: Record<string, unknown>, names: string[], order = (found: string[]) => found) {
  const expected = order([...names]);
  let found: string[] = [];
  await eventually(async () => {
    found = order(await namesNear(args));
    return `${found}` === `${expected}` ? true : undefined;
  }).catch(() => expect(found).toEqual(expected));
}
const inAnyOrder = (found: string[]) => [...found].sort();

const vectors: Record<string, { embedding: unknown; genre?: string; year?: number }> = {
  east: { embedding: [1, 0, 0], genre: "drama", year: 1990 },
  northeast: { embedding: [1, 1, 0], genre: "farce", year: 2000 },
  north: { embedding: [0, 2, 0], genre: "drama" },
  west: { embedding: [-3, 0, 0], year: 2000 },
};

/** The vectors of one test, and no others. */
async function withVectors(): Promise<Record<string, string>> {
  while (await client.mutation(api.search.clear, { table: "vectors" }));
  const ids: Record<string, string> = {};
  for (const [name, vector] of Object.entries(vectors))
    ids[name] = (await client.mutation(api.search.addVector, { name, ...vector })) as string;
  await finds({ vector: [1, 0, 0] }, ["east", "northeast", "north", "west"]);
  return ids;
}

test("VS1: the nearest vectors come first, with the cosine as their score", async () => {
  await withVectors();
  const found = await nearest({ vector: [2, 0, 0] });
  expect(found.map(([name]) => name)).toEqual(["east", "northeast", "north", "west"]);
  for (const [i, score] of [1, Math.SQRT1_2, 0, -1].entries()) expect(found[i]![1]).toBeCloseTo(score, 4);
  expect(await namesNear({ vector: [2, 0, 0], limit: 2 })).toEqual(["east", "northeast"]);
});

test("VS2: filters are alternatives, over one field or several", async () => {
  await withVectors();
  const vector = [1, 0, 0];
  expect(await namesNear({ vector, genres: ["drama"] })).toEqual(["east", "north"]);
  expect(await namesNear({ vector, genres: ["drama", "farce"] })).toEqual(["east", "northeast", "north"]);
  expect(await namesNear({ vector, genres: ["farce"], years: [1990, 2000] })).toEqual([
    "east",
    "northeast",
    "west",
  ]);
  expect(await namesNear({ vector, genres: ["nothing"] })).toEqual([]);
});

test("VS3: only vectors of the index's length, all of numbers, are in it; changes reach it", async () => {
  const ids = await withVectors();
  const find = (names: string[]) => finds({ vector: [1, 0, 0] }, names, inAnyOrder);
  for (const embedding of [[1, 0], [1, 0, 0, 0], ["1", 0, 0], [1n, 0, 0], "vector", null])
    await client.mutation(api.search.addVector, { name: "odd", embedding });
  await find(Object.keys(vectors));
  await client.mutation(api.search.changeVector, { id: ids.west, embedding: null });
  await client.mutation(api.search.removeVector, { id: ids.northeast });
  await find(["east", "north"]);
  await client.mutation(api.search.changeVector, { id: ids.west, embedding: [1, 0, 0] });
  await find(["east", "north", "west"]);
  await refused(
    client.mutation(api.search.changeVector, { id: ids.north, embedding: null, fail: true }),
    /rolled back/,
  );
  await find(["east", "north", "west"]);
});

test("VS4: queries that do not fit the index are refused with the reason", async () => {
  await withVectors();
  await refused(nearest({ vector: [1, 0] }), /dimension|length/);
  for (const limit of [0, 257]) await refused(nearest({ vector: [1, 0, 0], limit }), /limit|256/);
  const years = Array.from({ length: 65 }, (_, i) => i);
  await refused(nearest({ vector: [1, 0, 0], years }), /64|too many/i);
});
