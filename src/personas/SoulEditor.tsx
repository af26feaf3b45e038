import { LoaderCircle } from "lucide-react";
import { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from "react";
import {
  bytesOf,
  hasPrivatePart,
  MAX_SOUL_BYTES,
  publicPartOf,
  wholeOf,
} from "../../convex/personas/soulText.model";
import { wordsOf } from "../account/faults";
import { classes } from "../lib/classes";
import { formatBytes } from "../lib/format";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Findings } from "./Findings";
import { UnsavedGuard } from "./UnsavedGuard";
import { saveSoul } from "./useSouls";

const DiffView = lazy(() => import("./DiffView"));
const SoulPreview = lazy(async () => ({ default: (await import("./SoulPreview")).SoulPreview }));

/** A version as it stands; version 0 is where there is none yet. */
export interface Standing {
  version: number;
  text: string;
}

/**
 * Writes the next version of a SOUL.md. When somebody else saves one meanwhile, what is being written stays where it is and
 * its writer decides.
 */
export function SoulEditor({ agentId, standing }: { agentId: string; standing: Standing }) {
  const [base, setBase] = useState(standing);
  const [draft, setDraft] = useState(standing.text);
  const [view, setView] = useState<View>("write");
  const { save, busy, fault, forget } = useSaving(agentId);
  const field = useRef<HTMLTextAreaElement>(null);
  const isUnsaved = draft !== base.text;
  const isBehind = standing.version > base.version;

  const takeTheirs = () => {
    setBase(standing);
    setDraft(standing.text);
    forget();
  };
  // Nothing of one's own is lost by following what another has saved.
  if (isBehind && !isUnsaved) takeTheirs();

  const keep = async (baseVersion: number) => {
    const version = await save(draft, baseVersion);
    if (version !== null) setBase({ version, text: draft });
  };
  const goTo = (line: number) => {
    setView("write");
    requestAnimationFrame(() => selectLine(field.current, line));
  };
  return (
    <div>
      <UnsavedGuard isUnsaved={isUnsaved} what="the SOUL.md" />
      <Views view={view} onChoose={setView} />
      <div className="mt-3">
        {view === "write" ? <Writing ref={field} text={draft} onWrite={setDraft} /> : null}
        <Suspense fallback={<div aria-busy="true" className="skeleton h-96 rounded-xl" />}>
          {view === "read" ? <Reading text={draft} /> : null}
          {view === "changes" ? <DiffView before={base.text} after={draft} /> : null}
        </Suspense>
      </div>
      <Findings text={draft} onGoTo={goTo} />
      {isBehind && isUnsaved ? (
        <Behind
          standing={standing}
          draft={draft}
          onTakeTheirs={takeTheirs}
          onSaveMine={() => void keep(standing.version)}
          busy={busy}
        />
      ) : null}
      {fault === null || isBehind ? null : (
        <p role="alert" className="mt-3 text-alarm text-sm">
          {fault}
        </p>
      )}
      {isBehind && isUnsaved ? null : (
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button
            look="primary"
            aria-disabled={busy || !isUnsaved}
            onClick={() => isUnsaved && void keep(base.version)}
          >
            {busy ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : null}
            Save
          </Button>
          {isUnsaved && base.version > 0 ? (
            <ConfirmButton
              label="Start over"
              title="Throw your changes away?"
              confirm="Throw them away"
              wordsOf={() => "That did not work."}
              onConfirm={async () => setDraft(base.text)}
            >
              The text goes back to version {base.version}, as it was saved.
            </ConfirmButton>
          ) : null}
          <p role="status" className="text-ink-faint text-sm">
            {isUnsaved ? "Not saved yet" : base.version === 0 ? "" : `Version ${base.version} is saved`}
          </p>
        </div>
      )}
    </div>
  );
}

/** Saving, with what is wrong in words. Answers the version that stands then; null when it did not work. */
function useSaving(agentId: string) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const save = async (text: string, baseVersion: number): Promise<number | null> => {
    if (busy) return null;
    setBusy(true);
    setFault(null);
    try {
      return await saveSoul(agentId, text, baseVersion);
    } catch (error) {
      setFault(wordsOf(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, fault, forget: () => setFault(null) };
}

type View = "write" | "read" | "changes";
const VIEWS: readonly (readonly [View, string])[] = [
  ["write", "Write"],
  ["read", "Preview"],
  ["changes", "Changes"],
];

function Views({ view, onChoose }: { view: View; onChoose: (view: View) => void }) {
  return (
    <fieldset className="inline-flex rounded-full border border-line bg-well p-0.5">
      <legend className="sr-only">How to look at it</legend>
      {VIEWS.map(([one, words]) => (
        <label
          key={one}
          className="cursor-pointer rounded-full px-3.5 py-1.5 font-medium text-ink-soft text-sm transition hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-glass"
        >
          <input
            type="radio"
            name="view"
            checked={view === one}
            onChange={() => onChoose(one)}
            className="sr-only"
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

function Writing(props: {
  ref: React.Ref<HTMLTextAreaElement>;
  text: string;
  onWrite: (text: string) => void;
}) {
  const id = useId();
  const bytes = useMemo(() => bytesOf(props.text), [props.text]);
  const isTooLong = bytes > MAX_SOUL_BYTES;
  return (
    <>
      <label htmlFor={id} className="sr-only">
        Text of the SOUL.md
      </label>
      <textarea
        ref={props.ref}
        id={id}
        value={props.text}
        onChange={(event) => props.onWrite(event.currentTarget.value)}
        aria-invalid={isTooLong}
        aria-describedby={`${id}-size`}
        rows={18}
        spellCheck
        placeholder={BEGINNING}
        className={classes(
          "block min-h-72 w-full resize-y rounded-xl border bg-surface px-3.5 py-3 font-mono text-base leading-relaxed placeholder:text-ink-faint sm:text-[0.8125rem]",
          isTooLong ? "border-alarm" : "border-line-strong",
        )}
      />
      <p
        id={`${id}-size`}
        className={classes("tabular mt-1.5 text-xs", isTooLong ? "text-alarm" : "text-ink-faint")}
      >
        {formatBytes(bytes)} of {formatBytes(MAX_SOUL_BYTES)}
        {isTooLong ? ": too long to be saved" : ""}
      </p>
    </>
  );
}

const BEGINNING =
  "# Ada\n\nPaints the tides, and says what she sees.\n\n<!-- private -->\nNever speaks of the harbour.";

/** The text as it reads, the part that is for nobody else apart. */
function Reading({ text }: { text: string }) {
  if (text.trim() === "") return <p className="py-4 text-ink-soft text-sm">There is nothing to read yet.</p>;
  const open = publicPartOf(text);
  return (
    <div className="rounded-xl border border-line px-4 py-4 sm:px-5">
      {open.trim() === "" ? null : <SoulPreview text={open} />}
      {hasPrivatePart(text) ? (
        <div className={classes("rounded-xl bg-well px-4 py-3", open.trim() !== "" && "mt-5")}>
          <p className="mb-2 font-[610] text-ink-soft text-xs">Private: only the agent and you read this</p>
          <SoulPreview text={wholeOf(text).slice(open.length)} />
        </div>
      ) : null}
    </div>
  );
}

/** That somebody else has saved a version since, and what can be done about it. Nothing is lost until somebody says so. */
function Behind(props: {
  standing: Standing;
  draft: string;
  busy: boolean;
  onTakeTheirs: () => void;
  onSaveMine: () => void;
}) {
  const { standing, draft, busy } = props;
  const [isCompared, setCompared] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div
      ref={box}
      role="alert"
      className="mt-4 rounded-2xl border border-alarm/35 bg-alarm/8 px-4 py-4 sm:px-5"
    >
      <p className="font-[610] text-sm">Version {standing.version} was saved while you were writing</p>
      <p className="mt-1 max-w-prose text-ink-soft text-sm text-pretty">
        Your text is still here, and not saved. Look at what is different, then keep one of the two; the other
        one stays among the versions if it was saved.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" aria-expanded={isCompared} onClick={() => setCompared(!isCompared)}>
          {isCompared ? "Hide the differences" : "Compare with mine"}
        </Button>
        <Button size="small" aria-disabled={busy} onClick={props.onSaveMine}>
          Save mine over it
        </Button>
        <ConfirmButton
          size="small"
          label={`Take version ${standing.version}`}
          title="Throw your text away?"
          confirm="Throw it away"
          wordsOf={() => "That did not work."}
          onConfirm={async () => props.onTakeTheirs()}
        >
          What you wrote was never saved, and is gone then.
        </ConfirmButton>
      </div>
      {isCompared ? (
        <div className="mt-4">
          <Suspense fallback={<div aria-busy="true" className="skeleton h-40 rounded-xl" />}>
            <DiffView before={standing.text} after={draft} />
          </Suspense>
        </div>
      ) : null}
    </div>
  );
}

/** Puts the caret into a line, all of which is selected, and brings it into view. */
function selectLine(field: HTMLTextAreaElement | null, line: number): void {
  if (!field) return;
  const lines = field.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  field.scrollTop = (field.scrollHeight / lines.length) * Math.max(0, line - 4);
}
