import { useState } from "react";
import { say } from "../lib/notices";
import { FailedNotice } from "../ui/Notice";
import { KIND_WORDS } from "./noticeWords";
import { type NoticeView, type PreferencesView, usePreferences } from "./useNotices";

type Kind = NoticeView["kind"];
type Changes = Partial<{
  muted: Kind[];
  quiet: { from: string; until: string } | null;
  digest_at: string | null;
  time_zone: string;
}>;

const KINDS = Object.keys(KIND_WORDS) as Kind[];
const NIGHT = { from: "22:00", until: "08:00" };
const EVENING = "18:00";

/** What somebody wants to hear of, and when. Each change is kept at once. */
export function PreferencesForm() {
  const preferences = usePreferences();
  if (preferences.status === "failed")
    return <FailedNotice what="Your settings" onRetry={preferences.retry} />;
  return (
    <section
      aria-labelledby="preferences-title"
      aria-busy={preferences.status === "loading"}
      className="rounded-3xl border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id="preferences-title" className="font-[620] text-lg tracking-[-0.02em]">
        What to tell me, and when
      </h2>
      {preferences.status === "loading" ? (
        <div className="skeleton mt-4 h-40" />
      ) : (
        <Choices preferences={preferences.data} />
      )}
    </section>
  );
}

function Choices({ preferences }: { preferences: PreferencesView }) {
  const { muted, quiet, digestAt } = preferences;
  const [known, setKnown] = useState({ quiet: quiet ?? NIGHT, digestAt: digestAt ?? EVENING });
  const keepQuiet = (change: Partial<typeof NIGHT>) => {
    const next = { ...known.quiet, ...change };
    setKnown({ ...known, quiet: next });
    if (quiet !== null && next.from !== next.until) void keep({ quiet: next });
  };
  return (
    <div className="mt-4 space-y-5">
      <fieldset className="space-y-1">
        <legend className="mb-1 text-ink-faint text-sm">Tell me when</legend>
        {KINDS.map((kind) => (
          <Check
            key={kind}
            words={KIND_WORDS[kind]}
            checked={!muted.includes(kind)}
            onChange={(isOn) =>
              void keep({ muted: isOn ? muted.filter((one) => one !== kind) : [...muted, kind] })
            }
          />
        ))}
      </fieldset>
      <div>
        <Check
          words="Quiet hours: pushes wait until they are over"
          checked={quiet !== null}
          onChange={(isOn) => void keep({ quiet: isOn ? known.quiet : null })}
        />
        {quiet === null ? null : (
          <p className="mt-1.5 flex flex-wrap items-center gap-2 pl-8 text-ink-soft text-sm">
            from
            <Time label="Quiet from" value={known.quiet.from} onChange={(from) => keepQuiet({ from })} />
            until
            <Time label="Quiet until" value={known.quiet.until} onChange={(until) => keepQuiet({ until })} />
          </p>
        )}
      </div>
      <div>
        <Check
          words="One push a day, with everything in it"
          checked={digestAt !== null}
          onChange={(isOn) => void keep({ digest_at: isOn ? known.digestAt : null })}
        />
        {digestAt === null ? null : (
          <p className="mt-1.5 flex items-center gap-2 pl-8 text-ink-soft text-sm">
            at
            <Time
              label="Time of the daily push"
              value={known.digestAt}
              onChange={(at) => {
                setKnown({ ...known, digestAt: at });
                void keep({ digest_at: at });
              }}
            />
          </p>
        )}
      </div>
      <p className="text-ink-faint text-xs">
        By the clocks of {preferences.timeZone === "UTC" ? "UTC" : preferences.timeZone}. The bell has
        everything at once.
      </p>
    </div>
  );
}

function Check(props: { words: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex min-h-9 cursor-pointer items-center gap-3 text-[0.9375rem]">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
        className="size-4.5 accent-(--color-glass)"
      />
      {props.words}
    </label>
  );
}

function Time(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      type="time"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => event.currentTarget.value !== "" && props.onChange(event.currentTarget.value)}
      className="h-9 rounded-xl border border-line-strong bg-surface px-2.5 text-ink"
    />
  );
}

/** The zone goes along, because times mean nothing without it, and this browser knows where somebody is. */
async function keep(changes: Changes): Promise<void> {
  try {
    const { api: signedIn } = await import("../account/api");
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    await signedIn.changeMyPreferences({ ...changes, time_zone: timeZone });
  } catch {
    say("That could not be kept. Try again.");
  }
}
