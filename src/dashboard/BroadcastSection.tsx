import { lazy, Suspense } from "react";
import { RowsSkeleton, SectionCard } from "../account/SectionCard";
import { formatElapsed, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { FailedNotice } from "../ui/Notice";
import { MinutesTable } from "./MinutesTable";
import { type BroadcastSeries, type BroadcastStats, useBroadcast } from "./useDashboard";

const AudienceChart = lazy(async () => ({ default: (await import("./AudienceChart")).AudienceChart }));

/** One broadcast: its numbers, its curve, and the curve in numbers. */
export function BroadcastSection({ slug, stats }: { slug: string; stats: BroadcastStats }) {
  const broadcast = useBroadcast(slug, stats.broadcastId);
  const isRunning = stats.endedAt === null;
  return (
    <SectionCard title={isRunning ? "This broadcast" : "That broadcast"} about={<Duration stats={stats} />}>
      <Numbers stats={stats} />
      <div className="mt-6">
        {broadcast.status === "loading" ? <div aria-busy className="skeleton h-72 rounded-2xl" /> : null}
        {broadcast.status === "failed" ? <FailedNotice what="The curve" onRetry={broadcast.retry} /> : null}
        {broadcast.status === "ready" && broadcast.data ? <Curve series={broadcast.data} /> : null}
      </div>
    </SectionCard>
  );
}

function Duration({ stats: { startedAt, endedAt } }: { stats: BroadcastStats }) {
  const now = useNow(30_000);
  const words = `${formatMoment(startedAt)}, ${formatElapsed((endedAt ?? now) - startedAt)}`;
  return <span className="tabular">{endedAt === null ? `${words} so far` : words}</span>;
}

function Numbers({ stats }: { stats: BroadcastStats }) {
  const { uniqueViewers, watchMinutes, averageViewers } = stats;
  const minutes = watchMinutes.humans + watchMinutes.agents;
  const numbers: [string, string, string?][] = [
    ["Watched", `${Math.round(minutes).toLocaleString("en")} min`, "all viewers together"],
    ["On average", `${Math.round((averageViewers.humans + averageViewers.agents) * 10) / 10}`, "viewers"],
    ["At most", `${stats.peakViewers}`, "at once"],
    ["Viewers", `${uniqueViewers.humans}`, `humans, ${uniqueViewers.agents} agents`],
    ["Messages", `${stats.messages.toLocaleString("en")}`, `${stats.messagesPerMinute} a minute`],
    ["New followers", `${stats.newFollowers}`],
    ["Clips", `${stats.clips}`, "made of it"],
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-7">
      {numbers.map(([title, value, unit]) => (
        <div key={title} className="rounded-2xl border border-line bg-canvas p-4">
          <dt className="text-ink-faint text-xs">{title}</dt>
          <dd className="tabular mt-1">
            <span className="font-[640] text-xl tracking-[-0.02em]">{value}</span>
            {unit ? <span className="block text-ink-faint text-xs">{unit}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Curve({ series }: { series: BroadcastSeries }) {
  if (series.points.length === 0) {
    return (
      <p className="rounded-2xl bg-well p-6 text-center text-ink-soft text-sm">
        The curve begins when the first minute is over. Minutes are kept for 90 days.
      </p>
    );
  }
  return (
    <>
      <Suspense fallback={<div aria-busy className="skeleton h-72 rounded-2xl" />}>
        <AudienceChart points={series.points} marks={series.marks} />
      </Suspense>
      <details className="group mt-4">
        <summary className="cursor-pointer rounded-lg py-1 font-medium text-ink-soft text-sm hover:text-ink">
          The same in numbers
        </summary>
        <div className="mt-3">
          <MinutesTable points={series.points} marks={series.marks} />
        </div>
      </details>
    </>
  );
}

export function BroadcastSkeleton() {
  return (
    <SectionCard title="This broadcast">
      <RowsSkeleton count={4} />
    </SectionCard>
  );
}
