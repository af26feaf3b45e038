import { lazy, Suspense, useId, useState } from "react";
import { wordsOf } from "../account/faults";
import { Rows, SectionCard } from "../account/SectionCard";
import { formatAgo, formatBytes, formatMoment, formatPlural } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Dialog } from "../ui/Dialog";
import { FailedNotice } from "../ui/Notice";
import { restoreSoul, type SoulVersion, useSoulText } from "./useSouls";

const DiffView = lazy(() => import("./DiffView"));

/** How many stand there at first; older ones are looked for on purpose. */
const AT_FIRST = 5;

/** A SOUL.md as it was before: to compare, and to go back to. */
export function SoulVersions({ agentId, versions }: { agentId: string; versions: readonly SoulVersion[] }) {
  const [compared, setCompared] = useState<number | null>(null);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? versions : versions.slice(0, AT_FIRST);
  return (
    <SectionCard
      title="Versions"
      about="Each save is one. Going back makes another, so nothing in between is lost."
    >
      {versions.length === 0 ? (
        <p className="text-ink-soft text-sm">There is none yet.</p>
      ) : (
        <Rows label="Versions">
          {shown.map((version) => (
            <VersionRow
              key={version.version}
              agentId={agentId}
              version={version}
              newest={versions[0]!.version}
              onCompare={versions.length > 1 ? () => setCompared(version.version) : null}
            />
          ))}
        </Rows>
      )}
      {shown.length < versions.length ? (
        <Button size="small" className="mt-3" onClick={() => setWhole(true)}>
          {formatPlural(versions.length - shown.length, "older version")}
        </Button>
      ) : null}
      {compared === null ? null : (
        <Comparison
          agentId={agentId}
          versions={versions}
          start={compared}
          onClose={() => setCompared(null)}
        />
      )}
    </SectionCard>
  );
}

function VersionRow(props: {
  agentId: string;
  version: SoulVersion;
  newest: number;
  onCompare: (() => void) | null;
}) {
  const { agentId, version, newest, onCompare } = props;
  const now = useNow(30_000);
  const name = `version ${version.version}`;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 last:pb-0">
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-[610] text-sm">
          Version {version.version}
          {version.version === newest ? (
            <span className="font-normal text-ink-faint"> · stands now</span>
          ) : null}
        </p>
        <p className="tabular text-ink-faint text-xs">
          {authorWords(version)} ·{" "}
          <time dateTime={new Date(version.savedAt).toISOString()} title={formatMoment(version.savedAt)}>
            {formatAgo(version.savedAt, now)}
          </time>{" "}
          · {formatBytes(version.bytes)}
          {version.restoredFrom === null ? null : ` · as version ${version.restoredFrom}`}
          {version.findings.length === 0 ? null : ` · ${formatPlural(version.findings.length, "warning")}`}
        </p>
      </div>
      <div className="flex gap-2">
        {onCompare === null ? null : (
          <Button size="small" aria-label={`Compare ${name}`} onClick={onCompare}>
            Compare
          </Button>
        )}
        {version.version === newest ? null : (
          <ConfirmButton
            size="small"
            label="Restore"
            spokenLabel={`Restore ${name}`}
            title={`Go back to ${name}?`}
            confirm="Restore it"
            wordsOf={wordsOf}
            onConfirm={() => restoreSoul(agentId, version.version, newest)}
          >
            Its text becomes version {newest + 1}. Version {newest} stays in this list.
          </ConfirmButton>
        )}
      </div>
    </li>
  );
}

const authorWords = ({ author: { kind, name } }: SoulVersion) =>
  kind === "agent" ? "by the agent" : `by ${name ?? "its owner"}`;

/** Two versions, of which one became the other. */
function Comparison(props: {
  agentId: string;
  versions: readonly SoulVersion[];
  start: number;
  onClose: () => void;
}) {
  const { agentId, versions, start, onClose } = props;
  const numbers = versions.map(({ version }) => version);
  const previous = numbers[numbers.indexOf(start) + 1];
  // The oldest one has none before it; it is compared with what stands.
  const [from, setFrom] = useState(previous ?? start);
  const [to, setTo] = useState(previous === undefined ? numbers[0]! : start);
  const before = useSoulText(agentId, from);
  const after = useSoulText(agentId, to);
  const failed = before.status === "failed" ? before : after.status === "failed" ? after : null;
  return (
    <Dialog title="What changed" size="wide" onClose={onClose}>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <Choice label="From" numbers={numbers} chosen={from} onChoose={setFrom} />
        <Choice label="to" numbers={numbers} chosen={to} onChoose={setTo} />
      </div>
      {failed === null ? null : <FailedNotice what="These versions" onRetry={failed.retry} />}
      {before.status === "ready" && after.status === "ready" ? (
        <Suspense fallback={<div aria-busy="true" className="skeleton h-60 rounded-xl" />}>
          <DiffView before={before.data?.text ?? ""} after={after.data?.text ?? ""} />
        </Suspense>
      ) : failed === null ? (
        <div aria-busy="true" className="skeleton h-60 rounded-xl" />
      ) : null}
    </Dialog>
  );
}

function Choice(props: {
  label: string;
  numbers: readonly number[];
  chosen: number;
  onChoose: (version: number) => void;
}) {
  const id = useId();
  return (
    <span className="inline-flex items-center gap-2">
      <label htmlFor={id} className="text-sm">
        {props.label}
      </label>
      <select
        id={id}
        value={props.chosen}
        onChange={(event) => props.onChoose(Number(event.currentTarget.value))}
        className="h-9 rounded-xl border border-line-strong bg-surface px-3 text-sm"
      >
        {props.numbers.map((number) => (
          <option key={number} value={number}>
            Version {number}
          </option>
        ))}
      </select>
    </span>
  );
}
