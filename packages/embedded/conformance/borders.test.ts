import { makeFunctionReference } from "convex/server";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { eventually, refused, theDeployment } from "./deployment.ts";

const { client, siteUrl, admin } = await theDeployment("components");

type Board = "board" | "otherBoard";
const ask = (board: Board, name: string, args: object = {}) =>
  client.query(makeFunctionReference<"query">("boards:ask"), { board, name, args });
const tell = (board: Board, name: string, args: object = {}) =>
  client.mutation(makeFunctionReference<"mutation">("boards:tell"), { board, name, args });
const across = (text: string, how: string) =>
  client.mutation(makeFunctionReference<"mutation">("boards:acrossTheBorder"), { text, how });
const notes = () => client.query(makeFunctionReference<"query">("work:notes"), {});

beforeEach(async () => {
  await client.mutation(makeFunctionReference<"mutation">("work:startOver"), {});
  for (const board of ["board", "otherBoard"] as const) await tell(board, "startOver");
});

test("CO7: instances of one definition have tables, ids, jobs and variables of their own", async () => {
  const id = (await tell("board", "post", { text: "a" })) as string;
  await tell("otherBoard", "post", { text: "b" });
  expect([await ask("board", "list"), await ask("otherBoard", "list")]).toEqual([["a"], ["b"]]);
  expect(await ask("board", "read", { id })).toMatchObject({ text: "a" });
  await tell("otherBoard", "postLater", { text: "c" });
  await eventually(async () => (`${await ask("otherBoard", "list")}` === "b,c" ? true : undefined));
  expect(await ask("board", "list")).toEqual(["a"]);
  expect(await ask("otherBoard", "about")).toEqual({
    name: "the other",
    ofTheApp: null,
    itself: { name: "posts:about", componentPath: "otherBoard", type: "query", visibility: "public" },
  });
});

test("CO7: variables of the app are not those of its components", async () => {
  const set = (value: string | null) =>
    admin("/api/update_environment_variables", { changes: [{ name: "GREETING", value }] });
  onTestFinished(async () => void (await set(null)));
  await set("hello");
  expect(await ask("board", "about")).toMatchObject({ name: "the first", ofTheApp: null });
});

test("CO8: one transaction spans app and component, and what fails on one side is undone on both or there only", async () => {
  await refused(across("lost", "fail here"), /given up/);
  expect([await notes(), await ask("board", "list")]).toEqual([[], []]);
  await across("kept here", "fail there");
  expect([await notes(), await ask("board", "list")]).toEqual([["kept here"], []]);
  await client.mutation(makeFunctionReference<"mutation">("boards:postAndHear"), { text: "news" });
  expect([await notes(), await ask("board", "list")]).toEqual([["kept here", "heard of news"], ["news"]]);
});

test("CO8: arguments and results are checked at the border; only public functions are behind it", async () => {
  await refused(tell("board", "post", { text: 1 }), /ArgumentValidationError/);
  await refused(ask("board", "read", { id: "nonsense" }), /ArgumentValidationError/);
  await refused(tell("board", "postQuietly", { text: "x" }), /Could not find|not found|resolve/);
  await refused(tell("board", "nope"), /Could not find|not found|resolve/);
  await refused(
    ask("board", "page", { paginationOpts: { numItems: 1, cursor: null } }),
    /paginate\(\) is only supported in the app/,
  );
});

test("CO9: a component answers HTTP under its prefix; the app's exact routes and longer prefixes come first", async () => {
  const get = async (path: string) => {
    const response = await fetch(`${siteUrl}${path}`);
    return response.ok ? response.json() : response.status;
  };
  expect(await get("/board/about")).toEqual({ route: "exact", name: "the first", path: "/board/about" });
  expect(await get("/other/about")).toMatchObject({ route: "exact", name: "the other" });
  expect(await get("/board/posts/1/2")).toMatchObject({ route: "prefix", name: "the first" });
  expect(await get("/board/exact")).toEqual({ route: "the app's exact route" });
  expect(await get("/board/posts/apps/1")).toEqual({ route: "the app's longer prefix" });
  expect(await get("/elsewhere")).toEqual({ route: "the app's prefix" });
  expect(await get("/board/nothing")).toBe(404);
});
