import { expect, test } from "vitest";
import { aClient, api, eventually, refused, theDeployment, unique } from "./deployment.ts";

const target = await theDeployment("app");
const { client } = target;

interface Script {
  title: string;
  genre?: string;
  year?: number;
}

const search = (args: Record<string, unknown>) => client.query(api.search.titles, args) as Promise<string[]>;
const titled = (...titles: string[]): Script[] => titles.map((title) => ({ title }));

/** The scripts of one test, and no others. */
async function withScripts(scripts: Script[]): Promise<void> {
  while (await client.mutation(api.search.clear, { table: "scripts" }));
  await client.mutation(api.search.addMany, { scripts });
}

test("TS1: any word of the query matches, and the beginning of its last word", async () => {
  await withScripts(titled("The Comet", "A comedy of errors", "Errors, again", "Sunrise"));
  const found = async (words: string) => (await search({ words })).sort();
  expect(await found("comet")).toEqual(["The Comet"]);
  expect(await found("come")).toEqual(["A comedy of errors", "The Comet"]);
  expect(await found("COMEDY sun")).toEqual(["A comedy of errors", "Sunrise"]);
  expect(await found("come sunrise")).toEqual(["Sunrise"]);
  expect(await found("errors, comet!")).toEqual(["A comedy of errors", "Errors, again", "The Comet"]);
  expect(await found("")).toEqual([]);
  expect(await found(" ,. ")).toEqual([]);
  expect(await found('"comet" OR NOT *')).toEqual(["The Comet"]);
});

test("TS2: words are runs of letters and digits in any script, in lower case, accents kept", async () => {
  await withScripts(titled("École Straße", "東京tower", "it's 9:30", "snake_case-and/paths", "ecole"));
  for (const [words, title] of [
    ["école", "École Straße"],
    ["STRASSE", undefined],
    ["straße", "École Straße"],
    ["東京tower", "東京tower"],
    ["東", "東京tower"],
    ["ecole", "ecole"],
    ["30", "it's 9:30"],
    ["case", "snake_case-and/paths"],
    ["path", "snake_case-and/paths"],
  ] as const)
    expect([words, await search({ words })]).toEqual([words, title === undefined ? [] : [title]]);
  const long = "a".repeat(40);
  await withScripts(titled(`${long} short`));
  expect([await search({ words: long }), await search({ words: "short" })]).toEqual([[], [`${long} short`]]);
});

test("TS3: filters narrow by equality, also to what is missing", async () => {
  await withScripts([
    { title: "comet one", genre: "drama", year: 1990 },
    { title: "comet two", genre: "drama", year: 2000 },
    { title: "comet three", genre: "farce", year: 2000 },
    { title: "comet four" },
  ]);
  const found = async (filters: object) => (await search({ words: "comet", ...filters })).sort();
  expect(await found({ genre: "drama" })).toEqual(["comet one", "comet two"]);
  expect(await found({ genre: "drama", year: 2000 })).toEqual(["comet two"]);
  expect(await found({ year: 2000 })).toEqual(["comet three", "comet two"]);
  expect(await found({ genre: null })).toEqual(["comet four"]);
  expect(await found({ genre: "Drama" })).toEqual([]);
  // A filter's value is no word of the text.
  expect(await search({ words: "drama" })).toEqual([]);
});

test("TS5: pages of a search follow each other without gap or overlap", async () => {
  const titles = Array.from({ length: 25 }, (_, i) => `comet ${"word ".repeat(i % 5)}${i}`);
  await withScripts(titled(...titles));
  const all = await search({ words: "comet" });
  const paged: string[] = [];
  let cursor: string | null = null;
  for (let n = 0; n < 10; n++) {
    const result = (await client.query(api.search.page, {
      words: "comet",
      paginationOpts: { numItems: 7, cursor },
    })) as { page: Script[]; isDone: boolean; continueCursor: string };
    paged.push(...result.page.map(({ title }) => title));
    if (result.isDone) break;
    cursor = result.continueCursor;
  }
  expect(paged).toEqual(all);
  expect(new Set(paged).size).toBe(25);
});

test("TS6: a search ranks 1024 matches; whoever reads on is told", async () => {
  await withScripts(Array.from({ length: 1024 }, (_, i) => ({ title: `comet ${i}` })));
  expect(await search({ words: "comet" })).toHaveLength(1024);
  await client.mutation(api.search.add, { title: "comet too many" });
  await refused(search({ words: "comet" }), /Search query scanned too many documents \(fetched 1024\)/);
  expect(await search({ words: "comet", take: 1024 })).toHaveLength(1024);
});

test("TS6: words beyond the sixteenth do not count", async () => {
  await withScripts(titled("w16", "w17"));
  const words = Array.from({ length: 17 }, (_, i) => `w${i + 1}`).join(" ");
  expect(await search({ words })).toEqual(["w16"]);
});

test("TS7: a mutation's searches see its own writes, and not what it has undone", async () => {
  await withScripts(titled("Comet of old"));
  const seen = (await client.mutation(api.search.ownWrites, {})) as string[][];
  expect(seen.map((titles) => titles.sort())).toEqual([
    ["Comet of old"],
    ["Comet of old", "The comet"],
    ["Comet of old", "The comet"],
    ["Comet of old"],
    ["Comet of old"],
  ]);
});

test("TS7: a mutation may delete what it is going through", async () => {
  await withScripts(Array.from({ length: 300 }, (_, i) => ({ title: `comet ${i}` })));
  expect(await client.mutation(api.search.sweep, { words: "comet" })).toBe(300);
  expect(await search({ words: "comet" })).toEqual([]);
});

test("TS8: a failed mutation leaves nothing in the index; changes and deletions reach it", async () => {
  await withScripts([]);
  await refused(client.mutation(api.search.add, { title: "comet", fail: true }), /rolled back/);
  expect(await search({ words: "comet" })).toEqual([]);
  const id = await client.mutation(api.search.add, { title: "comet", genre: "drama" });
  await client.mutation(api.search.edit, { id, genre: "farce" });
  expect(await search({ words: "comet", genre: "drama" })).toEqual([]);
  expect(await search({ words: "comet", genre: "farce" })).toEqual(["comet"]);
  await client.mutation(api.search.edit, { id, title: "planet" });
  expect(await search({ words: "comet" })).toEqual([]);
  expect(await search({ words: "planet" })).toEqual(["planet"]);
  await client.mutation(api.search.remove, { id });
  expect(await search({ words: "planet" })).toEqual([]);
});

test("TS9: a live search hears of every write that changes it", async () => {
  await withScripts([{ title: "comet", genre: "drama", year: 2000 }]);
  const stock = aClient(target);
  const seen: string[][] = [];
  stock.onUpdate(
    api.search.titles,
    { words: "moon com", genre: "drama", year: 2000 },
    (titles: string[]) => void seen.push(titles.sort()),
  );
  const shows = (...titles: string[]) =>
    eventually(() => (`${seen.at(-1)}` === `${titles}` ? true : undefined));
  const add = (title: string, genre: string, year = 2000) =>
    client.mutation(api.search.add, { title, genre, year });
  await shows("comet");
  const other = await add("sun", "drama");
  await add("moons", "drama");
  await add("moon", "farce");
  await add("comet", "drama", 1999);
  await client.mutation(api.messages.send, { room: unique("a"), body: "comet" });
  const id = await add("full moon", "drama");
  await shows("comet", "full moon");
  await client.mutation(api.search.edit, { id: other, title: "company" });
  await shows("comet", "company", "full moon");
  await client.mutation(api.search.edit, { id, genre: "farce" });
  await shows("comet", "company");
  await client.mutation(api.search.remove, { id: other });
  await shows("comet");
});

test("TS11: searches that the index cannot answer are refused with the reason", async () => {
  for (const [how, message] of [
    ["no index", /by_nothing/],
    ["not a search index", /by_genre/],
    ["other field", /search filter|"?genre/],
    ["other filter", /equality filter|"?title/],
    ["no search", /search filter/],
  ] as const)
    await refused(client.query(api.search.wrong, { how }), message);
});
