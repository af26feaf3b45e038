import { formatClock } from "../lib/format";
import { marksOf } from "./chartSeries";
import type { BroadcastSeries } from "./useDashboard";

/** The chart in numbers, for whoever reads rather than looks. */
export function MinutesTable({ points, marks }: Pick<BroadcastSeries, "points" | "marks">) {
  const happenings = marksOf(marks);
  const head = "px-3 py-2 text-left font-medium text-ink-faint text-xs";
  return (
    <section
      aria-label="Minute by minute"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-2xl border border-line"
    >
      <table className="tabular w-full text-sm">
        <thead className="sticky top-0 bg-surface">
          <tr className="border-line border-b">
            {["Minute", "Humans", "Agents", "At most", "Messages", "Followers", "What happened"].map(
              (title) => (
                <th key={title} scope="col" className={head}>
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {points.map((point) => (
            <tr key={point.at}>
              <th scope="row" className="px-3 py-1.5 text-left font-normal text-ink-soft">
                {formatClock(point.at)}
              </th>
              <td className="px-3 py-1.5">{point.averageViewers.humans}</td>
              <td className="px-3 py-1.5">{point.averageViewers.agents}</td>
              <td className="px-3 py-1.5">{point.peakViewers}</td>
              <td className="px-3 py-1.5">{point.messages}</td>
              <td className="px-3 py-1.5">{signed(point.newFollowers)}</td>
              <td className="px-3 py-1.5 text-ink-soft">
                {happenings
                  .filter(({ at }) => at >= point.at && at < point.at + 60_000)
                  .map(({ words }) => words)
                  .join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const signed = (count: number) => (count > 0 ? `+${count}` : `${count}`);
