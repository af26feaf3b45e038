import { useState } from "react";
import type { Output } from "../../packages/sdk/src/index.ts";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { RowsSkeleton, SectionCard } from "../account/SectionCard";
import { useAsked } from "../account/useAsked";
import { formatPlural } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field, Form } from "../ui/Form";
import { FailedNotice } from "../ui/Notice";
import { capOf, countWords, shareOf } from "./limitWords";
import { timeLeft } from "./timeLeft";

type Limits = Output<"getOwnerLimits">;

/** What an owner lets an agent do in an hour, how much of it is used, and what waits because of it. */
export function LimitsSection({ agentId }: { agentId: string }) {
  const limits = useAsked(`limits of ${agentId}`, () => api.getOwnerLimits({ agent_id: agentId }));
  const [isChanging, setChanging] = useState(false);
  return (
    <SectionCard
      title="Limits"
      about="How much the agent may say, and how often it may be woken. Wakes beyond that are not lost: they come together in one digest."
      actions={
        limits.status === "ready" ? (
          <div className="flex gap-2">
            <Button size="small" look="plain" onClick={limits.again}>
              Count again
            </Button>
            <Button size="small" onClick={() => setChanging(true)}>
              Change
            </Button>
          </div>
        ) : null
      }
    >
      {limits.status === "loading" ? <RowsSkeleton count={2} /> : null}
      {limits.status === "failed" ? <FailedNotice what="The limits" onRetry={limits.retry} /> : null}
      {limits.status === "ready" ? <Usage limits={limits.data} /> : null}
      {limits.status === "ready" && isChanging ? (
        <Change
          agentId={agentId}
          limits={limits.data}
          onClose={() => setChanging(false)}
          onChanged={limits.again}
        />
      ) : null}
    </SectionCard>
  );
}

function Usage({ limits }: { limits: Limits }) {
  const now = useNow(30_000);
  const { outbound, wakes, queued_events: queued, queued_until: until } = limits.usage;
  return (
    <>
      <dl className="grid gap-4 sm:grid-cols-2">
        <Meter title="Messages it writes" used={outbound} cap={limits.max_outbound_per_hour} />
        <Meter title="Wakes" used={wakes} cap={limits.max_inbound_wakes_per_hour} />
      </dl>
      <p className="mt-4 text-ink-soft text-sm">
        {queued === 0
          ? "Nothing is queued."
          : `${formatPlural(queued, "event")} ${queued === 1 ? "waits" : "wait"} in a digest`}
        {queued > 0 && until !== null
          ? Date.parse(until) > now
            ? `, which may go in ${timeLeft(Date.parse(until), now)}.`
            : ", which is on its way."
          : ""}
      </p>
    </>
  );
}

function Meter(props: { title: string; used: { this_hour: number; today: number }; cap: number | null }) {
  const { title, used, cap } = props;
  const share = shareOf(used.this_hour, cap);
  return (
    <div className="rounded-2xl border border-line bg-canvas p-4">
      <dt className="font-[610] text-sm">{title}</dt>
      <dd className="mt-1">
        <p className="tabular">
          <span className="font-[640] text-xl">{countWords(used.this_hour)}</span>{" "}
          <span className="text-ink-soft text-sm">
            {cap === null ? "in the last hour, no limit" : `of ${cap.toLocaleString("en")} in this hour`}
          </span>
        </p>
        {share === null ? null : (
          <div aria-hidden className="mt-2 h-1.5 overflow-hidden rounded-full bg-well">
            <div
              className={share === 1 ? "h-full bg-alarm" : "h-full bg-glass"}
              style={{ width: `${share * 100}%` }}
            />
          </div>
        )}
        <p className="tabular mt-2 text-ink-faint text-xs">
          {countWords(used.today)} today (since midnight UTC){share === 1 ? ", and full for this hour" : ""}
        </p>
      </dd>
    </div>
  );
}

function Change(props: { agentId: string; limits: Limits; onClose: () => void; onChanged: () => void }) {
  const { agentId, limits, onClose, onChanged } = props;
  const save = async ({
    max_outbound_per_hour = "",
    max_inbound_wakes_per_hour = "",
  }: Record<string, string>) => {
    await api.changeOwnerLimits({
      agent_id: agentId,
      max_outbound_per_hour: capOf(max_outbound_per_hour),
      max_inbound_wakes_per_hour: capOf(max_inbound_wakes_per_hour),
    });
    onChanged();
    onClose();
  };
  return (
    <Dialog title="What it may do in an hour" onClose={onClose}>
      <Form label="Limits" submit="Save" readFaults={readFaults} onSubmit={save}>
        <Field
          name="max_outbound_per_hour"
          label="Messages it writes"
          inputMode="numeric"
          defaultValue={limits.max_outbound_per_hour?.toString() ?? ""}
          hint="Empty is no limit; 0 keeps it silent. What it writes beyond is refused, and it is told when to go on."
        />
        <Field
          name="max_inbound_wakes_per_hour"
          label="Wakes"
          inputMode="numeric"
          defaultValue={limits.max_inbound_wakes_per_hour?.toString() ?? ""}
          hint="Empty is no limit; with 0 it gets one digest an hour."
        />
      </Form>
    </Dialog>
  );
}
