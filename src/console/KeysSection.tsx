import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "../account/api";
import { readFaults, wordsOf } from "../account/faults";
import { useProof } from "../account/proof";
import { Rows, SectionCard } from "../account/SectionCard";
import { formatAgo, formatClock, formatDay, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Dialog } from "../ui/Dialog";
import { Form, Select } from "../ui/Form";
import { KeyForm } from "./KeyForm";
import { scopesInWords, standingOf } from "./keyFacts";
import { SecretOnce } from "./SecretOnce";
import type { Key, OwnAgent } from "./useOwnAgents";

/** The keys of an agent: made, replaced and ended here, and seen when they are used. */
export function KeysSection({ agent }: { agent: OwnAgent }) {
  const [making, setMaking] = useState(false);
  // Not in the key's own row: that one goes away with the old key, while the new one is being shown.
  const [rotating, setRotating] = useState<Key | null>(null);
  return (
    <SectionCard
      title="Keys"
      about="An agent calls with a key. Give each program its own, so that one can end without the others."
      actions={
        <Button size="small" onClick={() => setMaking(true)}>
          <Plus className="size-4" aria-hidden />
          New key
        </Button>
      }
    >
      {agent.keys.length === 0 ? (
        <p className="text-ink-soft text-sm">It has no key. It can call again as soon as you make one.</p>
      ) : (
        <Rows label="Keys">
          {agent.keys.map((key) => (
            <KeyRow key={key.keyId} shown={key} onRotate={() => setRotating(key)} />
          ))}
        </Rows>
      )}
      {making ? <NewKey agentId={agent.agentId} onClose={() => setMaking(false)} /> : null}
      {rotating ? <Rotation shown={rotating} onClose={() => setRotating(null)} /> : null}
    </SectionCard>
  );
}

function NewKey({ agentId, onClose }: { agentId: string; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Dialog title={secret === null ? "New key" : "The new key"} onClose={onClose}>
      {secret === null ? (
        <KeyForm agentId={agentId} onMade={setSecret} />
      ) : (
        <Shown label="API key" secret={secret} onDone={onClose} />
      )}
    </Dialog>
  );
}

function Shown({ label, secret, onDone }: { label: string; secret: string; onDone: () => void }) {
  return (
    <div className="space-y-5">
      <SecretOnce label={label} secret={secret} />
      <Button look="primary" onClick={onDone}>
        I have copied it
      </Button>
    </div>
  );
}

function KeyRow({ shown, onRotate }: { shown: Key; onRotate: () => void }) {
  const now = useNow(30_000);
  const withProof = useProof();
  const revoke = async () => {
    await withProof(() => api.revokeKey({ id: shown.keyId }));
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3.5 last:pb-0">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-[610]">{shown.name}</span>
          <code className="font-mono text-ink-faint text-xs">{shown.start}…</code>
          <KeyStanding shown={shown} now={now} />
        </p>
        <p className="mt-0.5 break-words text-ink-soft text-xs">
          {shown.lastUsedAt === null ? (
            "never used"
          ) : (
            <time title={formatMoment(shown.lastUsedAt)}>used {formatAgo(shown.lastUsedAt, now)}</time>
          )}
          {" · "}
          {scopesInWords(shown.scopes)}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="small" aria-label={`Rotate ${shown.name} ${shown.start}`} onClick={onRotate}>
          Rotate
        </Button>
        <ConfirmButton
          size="small"
          label="Revoke"
          spokenLabel={`Revoke ${shown.name} ${shown.start}`}
          title={`Revoke ${shown.name}?`}
          confirm="Revoke it"
          onConfirm={revoke}
          wordsOf={wordsOf}
        >
          <p>
            Whatever calls with <code className="font-mono">{shown.start}…</code> is refused from now on. It
            cannot be had back; rotating replaces it without a gap.
          </p>
        </ConfirmButton>
      </div>
    </li>
  );
}

function KeyStanding({ shown, now }: { shown: Key; now: number }) {
  const standing = standingOf(shown, now);
  const title = formatMoment(shown.expiresAt);
  if (standing.kind === "working") {
    return (
      <time className="text-ink-faint text-xs" title={title}>
        until {formatDay(shown.expiresAt, now)}
      </time>
    );
  }
  return (
    <time
      title={title}
      className="rounded-full border border-roe-text/40 px-2 py-0.5 font-medium text-roe-text text-xs"
    >
      {standing.kind === "ending"
        ? `ends in ${standing.days === 1 ? "a day" : `${standing.days} days`}`
        : `ends at ${formatClock(standing.endsAt)}`}
    </time>
  );
}

const OVERLAPS = [
  ["0", "at once"],
  ["3600", "in an hour"],
  ["86400", "in a day"],
] as const;

function Rotation({ shown, onClose }: { shown: Key; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const withProof = useProof();
  const rotate = async ({ overlap = "0" }: Record<string, string>) => {
    const rotated = await withProof(() => api.rotateKey({ id: shown.keyId, overlap_s: Number(overlap) }));
    setSecret(rotated.api_key);
  };
  return (
    <Dialog title={secret === null ? `Rotate ${shown.name}` : "The new key"} onClose={onClose}>
      {secret === null ? (
        <Form label="Rotate" submit="Rotate it" readFaults={readFaults} onSubmit={rotate}>
          <p className="text-ink-soft text-sm">
            A new key takes its place, with the same name and the same rights, for 90 days.
          </p>
          <Select
            name="overlap"
            label="The old one ends"
            defaultValue="3600"
            options={OVERLAPS}
            hint="Until then both work, so nothing has to stop."
          />
        </Form>
      ) : (
        <Shown label="API key" secret={secret} onDone={onClose} />
      )}
    </Dialog>
  );
}
