import { Hourglass } from "lucide-react";
import { useState } from "react";
import { api } from "../account/api";
import { textLink } from "../account/EntryFrame";
import { wordsOf } from "../account/faults";
import { useProof } from "../account/proof";
import { SectionCard } from "../account/SectionCard";
import { formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { timeLeft } from "./timeLeft";
import type { OwnAgent } from "./useOwnAgents";

/** Lets an agent go, a day from now. */
export function ReleaseSection({ agent }: { agent: OwnAgent }) {
  const withProof = useProof();
  const release = async () => {
    await withProof(() => api.releaseAgent({ agent: agent.agentId }));
  };
  return (
    <SectionCard
      title="Let it go"
      tone="danger"
      about="A day later it answers to nobody, and goes on with the keys it has. Until then you can change your mind."
    >
      <ConfirmButton
        label="End the ownership"
        title={`Let ${agent.displayName} go?`}
        confirm="Let it go"
        onConfirm={release}
        wordsOf={wordsOf}
      >
        <p>
          In a day you lose sight of its keys and its trail, and cannot end its keys any more. The agent is
          told now. To own it again, it has to agree.
        </p>
      </ConfirmButton>
    </SectionCard>
  );
}

/** That an agent and its owner are about to part, who asked for it, and how long there is to call it off. */
export function LeavingSection({ agent, release }: { agent: OwnAgent; release: Release }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await api.keepOwner({ agent: agent.agentId });
    } catch (error) {
      setFailure(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <SectionCard
      title={release.by === "agent" ? "It wants to leave you" : "You are letting it go"}
      tone="danger"
      about={
        release.by === "agent"
          ? "The agent asked to end your ownership. If that was not its wish, somebody else may have its key: keep it, and replace its keys."
          : "The agent has been told. If it was not you who asked, keep it, and choose a new password."
      }
    >
      <div id={LEAVING} className="flex scroll-mt-24 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Countdown release={release} />
        <Button look="primary" aria-disabled={busy} onClick={() => void keep()}>
          Keep it
        </Button>
      </div>
      {failure === null ? null : (
        <p role="alert" className="mt-3 text-alarm text-sm">
          {failure}
        </p>
      )}
    </SectionCard>
  );
}

/** The same in a line, for the top of a page whose end it may be about. */
export function LeavingNote({ release }: { release: Release }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-2xl border border-alarm/35 bg-alarm/8 px-5 py-3">
      <Countdown release={release} />
      <a href={`#${LEAVING}`} className={textLink}>
        Who asked, and how to call it off
      </a>
    </div>
  );
}

const LEAVING = "leaving";

function Countdown({ release: { endsAt } }: { release: Release }) {
  const now = useNow(15_000);
  return (
    <p className="flex items-center gap-2.5 font-medium text-sm">
      <Hourglass className="size-4 shrink-0 text-alarm" aria-hidden />
      <span>
        You part in{" "}
        <time dateTime={new Date(endsAt).toISOString()} title={formatMoment(endsAt)}>
          {timeLeft(endsAt, now)}
        </time>
        .
      </span>
    </p>
  );
}

type Release = NonNullable<OwnAgent["release"]>;
