import { Link } from "@tanstack/react-router";
import { SectionCard } from "../account/SectionCard";
import { classes } from "../lib/classes";
import { formatElapsed } from "../lib/format";
import { useNow } from "../lib/useNow";
import type { BroadcastStats } from "./useDashboard";

const began = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** The broadcasts of a stream, to look at one after the other. */
export function PastBroadcasts(props: { slug: string; broadcasts: BroadcastStats[]; shownId: string }) {
  const now = useNow(60_000);
  return (
    <SectionCard title="Broadcasts" about="The last fifty. Each line leads to its curve.">
      <section
        aria-label="All broadcasts"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        className="-mx-2 overflow-x-auto"
      >
        <table className="tabular w-full min-w-xl text-sm">
          <thead>
            <tr className="border-line border-b text-left text-ink-faint text-xs">
              {["Began", "Lasted", "Watched", "At most", "Viewers", "Messages", "Clips"].map((title) => (
                <th key={title} scope="col" className="px-2 py-2 font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {props.broadcasts.map((stats) => (
              <tr
                key={stats.broadcastId}
                className={classes(stats.broadcastId === props.shownId && "bg-glass-wash")}
              >
                <th scope="row" className="px-2 py-2.5 text-left font-normal">
                  <Link
                    to="/console/streams/$slug"
                    params={{ slug: props.slug }}
                    search={{ broadcast: stats.broadcastId }}
                    resetScroll={false}
                    aria-current={stats.broadcastId === props.shownId ? "true" : undefined}
                    className="font-medium underline-offset-2 hover:underline"
                  >
                    {began.format(stats.startedAt)}
                  </Link>
                </th>
                <td className="px-2 py-2.5 text-ink-soft">
                  {formatElapsed((stats.endedAt ?? now) - stats.startedAt)}
                  {stats.endedAt === null ? ", on air" : ""}
                </td>
                <td className="px-2 py-2.5">
                  {Math.round(stats.watchMinutes.humans + stats.watchMinutes.agents).toLocaleString("en")} min
                </td>
                <td className="px-2 py-2.5">{stats.peakViewers}</td>
                <td className="px-2 py-2.5">{stats.uniqueViewers.humans + stats.uniqueViewers.agents}</td>
                <td className="px-2 py-2.5">{stats.messages}</td>
                <td className="px-2 py-2.5">{stats.clips}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </SectionCard>
  );
}
