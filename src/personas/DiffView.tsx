import { useMemo } from "react";
import { classes } from "../lib/classes";
import { formatPlural } from "../lib/format";
import { compare, countChanges, type Row } from "./soulDiff";

/** What became of a text, line by line: what is gone, what is new, and enough beside it to know where. */
export default function DiffView({ before, after }: { before: string; after: string }) {
  const rows = useMemo(() => compare(before, after), [before, after]);
  const { added, removed } = countChanges(rows);
  if (added + removed === 0) return <p className="py-4 text-ink-soft text-sm">There is no difference.</p>;
  return (
    <div className="space-y-2">
      <p className="tabular text-ink-soft text-sm">
        {formatPlural(added, "line")} new, {formatPlural(removed, "line")} gone
      </p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        aria-label="Differences, line by line"
        className="max-h-[60dvh] overflow-y-auto rounded-xl border border-line bg-well font-mono text-[0.8125rem] leading-relaxed"
      >
        <table className="w-full border-collapse">
          <thead className="sr-only">
            <tr>
              <th>Line before</th>
              <th>Line after</th>
              <th>What became of it</th>
              <th>Text</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one comparison never move
              <Line key={at} row={row} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

const NUMBER =
  "tabular hidden w-12 min-w-10 select-none py-px pr-2 text-right align-top text-ink-faint sm:table-cell";
const LOOKS = { same: "", gone: "bg-alarm/10", new: "bg-glass-wash" } as const;
const SIGNS = { same: "", gone: "−", new: "+" } as const;
const SPOKEN = { same: "", gone: "gone", new: "new" } as const;

function Line({ row }: { row: Row }) {
  if (row.kind === "folded") {
    return (
      <tr>
        <td
          colSpan={4}
          className="border-line border-y bg-surface px-3 py-1 text-center text-ink-faint text-xs"
        >
          {row.count === 1 ? "1 line is the same" : `${row.count} lines are the same`}
        </td>
      </tr>
    );
  }
  const { kind, before, after, parts } = row;
  return (
    <tr className={LOOKS[kind]}>
      <td className={NUMBER}>{before}</td>
      <td className={NUMBER}>{after}</td>
      <td
        className={classes("w-6 min-w-6 select-none text-center align-top", kind === "gone" && "text-alarm")}
      >
        <span aria-hidden>{SIGNS[kind]}</span>
        <span className="sr-only">{SPOKEN[kind]}</span>
      </td>
      <td className="whitespace-pre-wrap py-px pr-3 [overflow-wrap:anywhere]">
        {parts.map(({ text, isChanged }, at) =>
          isChanged ? (
            <mark
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never move
              key={at}
              className={classes("rounded-sm text-ink", kind === "gone" ? "bg-alarm/25" : "bg-glass-line")}
            >
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </td>
    </tr>
  );
}
