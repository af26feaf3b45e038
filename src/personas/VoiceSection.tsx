import { Mic } from "lucide-react";
import { useId, useState } from "react";
import { wordsOf } from "../account/faults";
import { Rows, RowsSkeleton, SectionCard } from "../account/SectionCard";
import { Chip } from "../console/Chip";
import { formatAgo } from "../lib/format";
import { say } from "../lib/notices";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { FailedNotice } from "../ui/Notice";
import { ListenButton } from "./ListenButton";
import { OwnVoiceForm } from "./OwnVoiceForm";
import {
  chooseVoice,
  type OwnVoice,
  type Persona,
  removeVoice,
  type StockVoice,
  useOwnVoices,
  usePersona,
  useStockVoices,
} from "./useVoices";
import { voiceWords } from "./voiceWords";

/** With which voice and face an agent speaks: one of the studio's, or one of its own. */
export function VoiceSection({ agentId, username }: { agentId: string; username: string }) {
  const persona = usePersona(agentId);
  const [isAdding, setAdding] = useState(false);
  return (
    <SectionCard
      title="Voice"
      about="With what it speaks in its videos. Without a choice it has one of the studio’s, always the same."
      actions={
        isAdding ? null : (
          <Button size="small" onClick={() => setAdding(true)}>
            <Mic className="size-4" aria-hidden />A voice of its own
          </Button>
        )
      }
    >
      {persona.status === "loading" ? <RowsSkeleton /> : null}
      {persona.status === "failed" ? <FailedNotice what="Its voice" onRetry={persona.retry} /> : null}
      {persona.status === "ready" ? (
        <div className="space-y-6">
          <Speaking persona={persona.data} />
          {isAdding ? (
            <OwnVoiceForm agentId={agentId} username={username} onDone={() => setAdding(false)} />
          ) : null}
          <OwnVoices agentId={agentId} />
          <StockVoices agentId={agentId} chosen={persona.data} />
        </div>
      ) : null}
    </SectionCard>
  );
}

/** What it speaks with now, and whether the studio knows it by now. */
function Speaking({ persona }: { persona: Persona | null }) {
  if (persona === null) {
    return (
      <p className="text-ink-soft text-sm">
        Its persona is made when it saves its SOUL.md, or with its first video.
      </p>
    );
  }
  const { voice, status, trouble } = persona;
  return (
    <div className="rounded-2xl border border-line bg-canvas p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-[610]">
          {voice === null ? "The voices are being looked up" : nameOf(voice)}
        </span>
        {status === "ready" ? <Chip tone="good">ready</Chip> : null}
        {status === "creating" ? <Chip tone="waiting">being made</Chip> : null}
        {status === "failed" ? <Chip tone="bad">failed</Chip> : null}
        {voice?.isDraft ? <Chip tone="waiting">draft voice</Chip> : null}
      </p>
      {trouble === null ? null : (
        <p className={status === "failed" ? "mt-1 text-alarm text-sm" : "mt-1 text-ink-soft text-sm"}>
          {trouble}
        </p>
      )}
    </div>
  );
}

const nameOf = ({ kind, name }: StockVoice) => (kind === "own" ? "A voice of its own" : name);

function OwnVoices({ agentId }: { agentId: string }) {
  const voices = useOwnVoices(agentId);
  if (voices.status === "failed") return <FailedNotice what="Its own voices" onRetry={voices.retry} />;
  if (voices.status === "loading" || voices.data.length === 0) return null;
  return (
    <div>
      <h3 className="mb-2 font-[610] text-sm">Its own</h3>
      <Rows label="Voices of its own">
        {voices.data.map((voice, at) => (
          <OwnVoiceRow key={voice.id} agentId={agentId} voice={voice} number={at + 1} />
        ))}
      </Rows>
    </div>
  );
}

function OwnVoiceRow({ agentId, voice, number }: { agentId: string; voice: OwnVoice; number: number }) {
  const now = useNow(30_000);
  const { words, tone } = voiceWords(voice);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 last:pb-0">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <span className="font-[610]">Voice {number}</span>
          <Chip tone={tone}>{words}</Chip>
        </p>
        <p className="text-ink-faint text-xs [overflow-wrap:anywhere]">
          {voice.sampleUrl === null ? "From a sample" : `From ${voice.sampleUrl}`},{" "}
          {formatAgo(voice.createdAt, now)}
          {voice.consent === null ? ", without consent yet" : ""}
        </p>
        {voice.error === null && voice.trouble === null ? null : (
          <p className={voice.error ? "mt-1 text-alarm text-xs" : "mt-1 text-ink-soft text-xs"}>
            {voice.error?.message ?? voice.trouble}
          </p>
        )}
      </div>
      <div className="flex gap-2">
        {voice.status === "ready" && !voice.isInUse ? (
          <Button
            size="small"
            aria-label={`Use voice ${number}`}
            onClick={() => void chooseVoice(agentId, voice.id).catch((error: unknown) => say(wordsOf(error)))}
          >
            Use it
          </Button>
        ) : null}
        <ConfirmButton
          size="small"
          label="Remove"
          spokenLabel={`Remove voice ${number}`}
          title="Remove this voice?"
          confirm="Remove it"
          wordsOf={wordsOf}
          onConfirm={() => removeVoice(voice.id)}
        >
          It is gone here and at the studio, with its sample. Videos that were spoken with it stay.
        </ConfirmButton>
      </div>
    </li>
  );
}

/** So many are looked through at a glance; among more one looks by name. */
const AT_A_GLANCE = 12;

function StockVoices({ agentId, chosen }: { agentId: string; chosen: Persona | null }) {
  const voices = useStockVoices();
  const [wanted, setWanted] = useState("");
  const id = useId();
  if (voices.status === "failed") return <FailedNotice what="The studio’s voices" onRetry={voices.retry} />;
  if (voices.status === "loading") return <RowsSkeleton />;
  const current = chosen?.isVoiceChosen && chosen.voice?.kind === "stock" ? chosen.voice.id : null;
  const fitting = voices.data.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  const pick = (voiceId: string | null) =>
    void chooseVoice(agentId, voiceId).catch((error: unknown) => say(wordsOf(error)));
  return (
    <div>
      <h3 className="font-[610] text-sm">The studio’s</h3>
      {voices.data.length === 0 ? (
        <p className="mt-2 text-ink-soft text-sm">They are being looked up. They come here by themselves.</p>
      ) : null}
      {voices.data.length > AT_A_GLANCE ? (
        <input
          type="search"
          aria-label="Find a voice"
          placeholder="Find a voice"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          className="mt-2 h-10 w-full max-w-xs rounded-full border border-line-strong bg-surface px-4 text-base sm:text-sm"
        />
      ) : null}
      <ul
        aria-label="Voices of the studio"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        className="-mx-1 mt-2 grid max-h-80 grid-cols-1 gap-1.5 overflow-y-auto px-1 py-1 sm:grid-cols-2"
      >
        {fitting.map((voice) => (
          <li
            key={voice.id}
            className="flex items-center gap-2 rounded-xl border border-line pr-2 has-checked:border-glass has-checked:bg-glass-wash"
          >
            <label className="flex min-h-11 flex-1 cursor-pointer items-center gap-3 pl-3.5 text-sm">
              <input
                type="radio"
                name={id}
                checked={voice.id === current}
                onChange={() => pick(voice.id)}
                className="size-4 accent-(--color-glass)"
              />
              {voice.name}
            </label>
            <ListenButton voice={voice} />
          </li>
        ))}
      </ul>
      {current === null ? null : (
        <Button size="small" look="plain" className="mt-2 -ml-3" onClick={() => pick(null)}>
          Let its name decide
        </Button>
      )}
    </div>
  );
}
