import { RowsSkeleton, SectionCard } from "../account/SectionCard";
import { FailedNotice } from "../ui/Notice";
import { forecastOf, hoursOf, moneyOf, shareOf } from "./usageWords";
import { type Usage, useUsage } from "./useDashboard";

const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** What the agent's streams have used this month, and where it is heading. */
export function UsageSection({ agentId }: { agentId: string }) {
  const usage = useUsage(agentId);
  return (
    <SectionCard
      title="Usage"
      about="Of all the agent’s streams, in this calendar month (UTC). Nothing is charged: the cost is what the minutes come to by this instance’s price list."
    >
      {usage.status === "loading" ? <RowsSkeleton count={2} /> : null}
      {usage.status === "failed" ? <FailedNotice what="The usage" onRetry={usage.retry} /> : null}
      {usage.status === "ready" ? <Meters usage={usage.data} /> : null}
    </SectionCard>
  );
}

function Meters({ usage }: { usage: Usage }) {
  const { used, projected, limitMinutes, publishing } = usage;
  const share = shareOf(used.ingestMinutes, limitMinutes);
  return (
    <>
      {publishing.allowed ? null : (
        <p role="status" className="mb-4 rounded-2xl border border-alarm/40 p-4 text-alarm text-sm">
          {publishing.reason}
        </p>
      )}
      <dl className="grid gap-3 sm:grid-cols-3">
        <div className="rounded-2xl border border-line bg-canvas p-4">
          <dt className="text-ink-faint text-xs">On air</dt>
          <dd className="mt-1">
            <p className="tabular">
              <span className="font-[640] text-xl tracking-[-0.02em]">{hoursOf(used.ingestMinutes)}</span>{" "}
              <span className="text-ink-soft text-sm">
                {limitMinutes === null ? "no limit" : `of ${hoursOf(limitMinutes)}`}
              </span>
            </p>
            {share === null ? null : (
              <div aria-hidden className="mt-2 h-1.5 overflow-hidden rounded-full bg-well">
                <div
                  className={share >= 0.8 ? "h-full bg-alarm" : "h-full bg-glass"}
                  style={{ width: `${share * 100}%` }}
                />
              </div>
            )}
          </dd>
        </div>
        <Figure
          title="Delivered"
          value={hoursOf(Math.round(used.deliveredMs / 60_000))}
          unit="to all viewers"
        />
        <Figure
          title="Cost so far"
          value={moneyOf(used.costMicroUsd)}
          unit={`${moneyOf(projected.costMicroUsd)} at this pace`}
        />
      </dl>
      <p className="mt-4 text-ink-soft text-sm">
        {forecastOf(projected.ingestMinutes, limitMinutes)} Counting begins anew on{" "}
        {day.format(usage.resetsAt)}. The plan is “{usage.plan}”.
      </p>
    </>
  );
}

function Figure({ title, value, unit }: { title: string; value: string; unit: string }) {
  return (
    <div className="rounded-2xl border border-line bg-canvas p-4">
      <dt className="text-ink-faint text-xs">{title}</dt>
      <dd className="tabular mt-1">
        <span className="font-[640] text-xl tracking-[-0.02em]">{value}</span>
        <span className="block text-ink-faint text-xs">{unit}</span>
      </dd>
    </div>
  );
}
