import { diffLines, diffWordsWithSpace } from "diff";

/** A stretch of a line; what changed in it stands out. */
export interface Part {
  text: string;
  isChanged: boolean;
}

/** A line of a comparison, with its numbers in the earlier and the later text; or so many lines that are the same. */
export type Row =
  | { kind: "same" | "gone" | "new"; before: number | null; after: number | null; parts: Part[] }
  | { kind: "folded"; count: number; from: number };

/** So many lines around a change stand there, because a change is understood by what is beside it. */
const AROUND = 3;

/** Beyond that many changes two texts have little in common, and looking for more of it takes ever longer. */
const MOST_EDITS = 1500;
/** The same for the words of one line: a soul may be a single line of a hundred thousand. */
const MOST_WORD_EDITS = 200;

/** What became of a text, line by line. */
export function compare(before: string, after: string): Row[] {
  return fold(rowsOf(before, after));
}

export const countChanges = (rows: readonly Row[]): { added: number; removed: number } => ({
  added: rows.filter(({ kind }) => kind === "new").length,
  removed: rows.filter(({ kind }) => kind === "gone").length,
});

type Line = Exclude<Row, { kind: "folded" }>;

function rowsOf(before: string, after: string): Line[] {
  const ended = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
  const options = { stripTrailingCr: true, maxEditLength: MOST_EDITS };
  const changes = diffLines(ended(before), ended(after), options) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const rows: Line[] = [];
  let [oldLine, newLine] = [0, 0];
  changes.forEach(({ value, added, removed }, at) => {
    const lines = linesOf(value);
    if (!added && !removed) {
      for (const text of lines)
        rows.push({ kind: "same", before: ++oldLine, after: ++newLine, parts: plain(text) });
      return;
    }
    const other = changes[removed ? at + 1 : at - 1];
    const isPaired = other !== undefined && (removed ? other.added : other.removed);
    const partners = isPaired ? linesOf(other.value) : [];
    const known = partners.length === lines.length ? partners : [];
    lines.forEach((text, i) => {
      const parts = known[i] === undefined ? plain(text) : partsOf(known[i], text);
      if (removed) rows.push({ kind: "gone", before: ++oldLine, after: null, parts });
      else rows.push({ kind: "new", before: null, after: ++newLine, parts });
    });
  });
  return rows;
}

function linesOf(value: string): string[] {
  const lines = value.split("\n").map((line) => line.replace(/\r$/, ""));
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

const plain = (text: string): Part[] => [{ text, isChanged: false }];

/** The words of a line that its partner does not have. Lines with little in common are other lines, and plain. */
function partsOf(partner: string, text: string): Part[] {
  const changes = diffWordsWithSpace(partner, text, { maxEditLength: MOST_WORD_EDITS });
  if (!changes) return plain(text);
  const parts = changes
    .filter(({ removed }) => !removed)
    .map(({ value, added }) => ({ text: value, isChanged: added }));
  const shared = parts.reduce((sum, part) => sum + (part.isChanged ? 0 : part.text.trim().length), 0);
  return shared * 3 < Math.max(text.length, partner.length) ? plain(text) : parts;
}

/** Leaves out what is the same far from every change. */
function fold(rows: readonly Line[]): Row[] {
  const isNear = rows.map(() => false);
  rows.forEach(({ kind }, at) => {
    if (kind !== "same") isNear.fill(true, Math.max(0, at - AROUND), at + AROUND + 1);
  });
  const folded: Row[] = [];
  for (let at = 0; at < rows.length; at++) {
    if (isNear[at]) folded.push(rows[at]!);
    else {
      const end = isNear.indexOf(true, at);
      const next = end < 0 ? rows.length : end;
      folded.push({ kind: "folded", count: next - at, from: rows[at]!.after ?? 0 });
      at = next - 1;
    }
  }
  return folded;
}
