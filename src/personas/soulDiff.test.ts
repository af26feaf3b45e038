import { describe, expect, test } from "vitest";
import { compare, countChanges, type Row } from "./soulDiff";

const drawn = (rows: Row[]) =>
  rows.map((row) => {
    if (row.kind === "folded") return `… ${row.count} from ${row.from}`;
    const words = row.parts.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join("");
    return `${{ same: " ", gone: "-", new: "+" }[row.kind]} ${row.before ?? "_"} ${row.after ?? "_"} ${words}`;
  });

describe("two versions of a text", () => {
  test("are compared line by line, with what changed within a line", () => {
    const rows = compare("# Ada\nPaints the tides.\nIs calm.\n", "# Ada\nPaints the old tides.\nIs calm.");
    expect(drawn(rows)).toEqual([
      "  1 1 # Ada",
      "- 2 _ Paints the tides.",
      "+ _ 2 Paints the [old ]tides.",
      "  3 3 Is calm.",
    ]);
    expect(countChanges(rows)).toEqual({ added: 1, removed: 1 });
  });

  test("fold what is the same far from a change", () => {
    const lines = Array.from({ length: 20 }, (_, i) => `Line ${i + 1}`);
    const rows = compare(lines.join("\n"), [...lines.slice(0, 10), "New", ...lines.slice(10)].join("\n"));
    expect(drawn(rows)).toEqual([
      "… 7 from 1",
      "  8 8 Line 8",
      "  9 9 Line 9",
      "  10 10 Line 10",
      "+ _ 11 New",
      "  11 12 Line 11",
      "  12 13 Line 12",
      "  13 14 Line 13",
      "… 7 from 15",
    ]);
  });

  test("are the same whatever ends their lines, and whether the last one is ended", () => {
    expect(countChanges(compare("a\r\nb\r\n", "a\nb"))).toEqual({ added: 0, removed: 0 });
    expect(compare("", "")).toEqual([]);
    expect(drawn(compare("", "a"))).toEqual(["+ _ 1 a"]);
  });

  test("that have nothing in common are one text gone and another come, without waiting for more", () => {
    const of = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word} ${i}`).join("\n");
    expect(countChanges(compare(of("old"), of("new")))).toEqual({ added: 5000, removed: 5000 });
  });

  test("of one line each that is as long as a soul may be are two lines, before anybody waits", () => {
    const of = (word: string) => `${word} `.repeat(120_000);
    expect(countChanges(compare(of("a"), of("b")))).toEqual({ added: 1, removed: 1 });
  });
});
