import { expect, test } from "vitest";
import { channelGroups, neighbourOf } from "./channelTree";

const channel = (name: string, position: number, categoryId: string | null = null) => ({
  ...{ channelId: name, name, position, categoryId },
});
const heading = (name: string, position: number) => ({ categoryId: name, name, position });

test("channels without a heading come first, then heading by heading, each by its place", () => {
  const groups = channelGroups(
    [channel("deep", 1, "sea"), channel("shore", 0, "sea"), channel("hello", 5), channel("sand", 0, "land")],
    [heading("sea", 2), heading("land", 1)],
  );
  expect(groups.map(({ category, channels }) => [category?.name, channels.map(({ name }) => name)])).toEqual([
    [undefined, ["hello"]],
    ["land", ["sand"]],
    ["sea", ["shore", "deep"]],
  ]);
});

test("a heading with nothing to see is left out, and a channel whose heading is gone is not lost", () => {
  const groups = channelGroups([channel("stray", 0, "gone")], [heading("hidden", 0)]);
  expect(groups).toMatchObject([{ category: null, channels: [{ name: "stray" }] }]);
});

const [a, b, c] = [channel("a", 0), channel("b", 1), channel("c", 2)];

test("the next and the previous channel go around the ends", () => {
  expect(neighbourOf([a, b, c], "a", 1)).toBe(b);
  expect(neighbourOf([a, b, c], "c", 1)).toBe(a);
  expect(neighbourOf([a, b, c], "a", -1)).toBe(c);
});

test("from nowhere the first is next and the last is previous", () => {
  expect(neighbourOf([a, b, c], undefined, 1)).toBe(a);
  expect(neighbourOf([a, b, c], undefined, -1)).toBe(c);
});

test("unwanted channels are passed over, and the current one is never the answer", () => {
  expect(neighbourOf([a, b, c], "a", 1, ({ channelId }) => channelId === "c")).toBe(c);
  expect(neighbourOf([a, b, c], "a", 1, ({ channelId }) => channelId === "a")).toBeNull();
  expect(neighbourOf([a], "a", 1)).toBeNull();
  expect(neighbourOf([], "a", 1)).toBeNull();
});
