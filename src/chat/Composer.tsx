import { ArrowUp, Pencil, X } from "lucide-react";
import {
  type FormEvent,
  type KeyboardEvent,
  type Ref,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { classes } from "../lib/classes";
import { formatWait } from "../lib/format";
import { deviceMemory } from "../lib/storage";
import { useNow } from "../lib/useNow";
import { charactersLeft, isSendable, keepDraft, readDraft } from "./draft";
import { NameForm } from "./NameForm";
import type { ReplyTarget } from "./outbox";

export type ComposerHandle = { focus: () => void };

type ComposerProps = {
  ref: Ref<ComposerHandle>;
  channelId: string;
  /** The guest's name, or null before the first message. */
  name: string | null;
  /** Why the name was refused; null while it is fine. */
  nameRefusal: string | null;
  hostName: string;
  /** Until when the backend wants no more messages from this guest; null while there is no such wish. */
  calmUntil: number | null;
  replyTo: ReplyTarget | null;
  onCancelReply: () => void;
  onRename: (name: string) => void;
  onSend: (name: string, content: string) => void;
};

/** Where a guest writes. The first message asks for a name, and goes out as soon as there is one. */
export function Composer(props: ComposerProps) {
  const { channelId, name, nameRefusal, hostName, replyTo, onRename, onSend } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const counterId = useId();
  const [text, setText] = useState(() => readDraft(deviceMemory, channelId));
  // Why the name form is open: a message waits for a name, or the guest only wants another one.
  const [naming, setNaming] = useState<"toSend" | "rename" | null>(null);
  useImperativeHandle(props.ref, () => ({ focus: () => field.current?.focus() }), []);

  const waitMs = Math.max(0, (props.calmUntil ?? 0) - useNow(props.calmUntil === null ? 60_000 : 500));
  const isReady = isSendable(text) && waitMs === 0;
  const left = charactersLeft(text);

  const write = (value: string) => {
    setText(value);
    keepDraft(deviceMemory, channelId, value);
  };
  const sendAs = (guestName: string) => {
    if (!isSendable(text)) return;
    onSend(guestName, text.trim());
    write("");
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!isReady) return;
    if (name === null || nameRefusal !== null) setNaming("toSend");
    else sendAs(name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && replyTo !== null) props.onCancelReply();
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  const takeName = (fresh: string) => {
    onRename(fresh);
    if (naming === "toSend") sendAs(fresh);
    setNaming(null);
    field.current?.focus();
  };

  return (
    <div className="border-line border-t bg-surface px-3 pt-2.5 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      {naming !== null || nameRefusal !== null ? (
        <NameForm
          name={name}
          refusal={nameRefusal}
          onTake={takeName}
          onCancel={() => {
            setNaming(null);
            field.current?.focus();
          }}
        />
      ) : null}
      {replyTo === null ? null : <ReplyLine replyTo={replyTo} onCancel={props.onCancelReply} />}
      <form onSubmit={submit} className="flex items-end gap-2">
        <div className="relative min-w-0 flex-1">
          <textarea
            ref={field}
            rows={1}
            value={text}
            onChange={(event) => write(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            aria-label={`Message ${hostName}’s chat`}
            aria-describedby={left === null ? undefined : counterId}
            aria-invalid={left !== null && left < 0}
            placeholder={`Say something to ${hostName}`}
            enterKeyHint="send"
            className="field-sizing-content block max-h-36 min-h-11 w-full resize-none rounded-[1.375rem] border border-line-strong bg-canvas px-4 py-2.5 text-base leading-6 placeholder:text-ink-faint focus-visible:outline-offset-0 sm:text-[0.9375rem]"
          />
          {left === null ? null : (
            <span
              id={counterId}
              className={classes(
                "tabular absolute right-3.5 bottom-1 rounded bg-canvas px-1 text-xs",
                left < 0 ? "font-semibold text-alarm" : "text-ink-faint",
              )}
            >
              {left}
              <span className="sr-only"> characters left</span>
            </span>
          )}
        </div>
        <button
          type="submit"
          aria-label="Send"
          title="Send (Enter)"
          disabled={!isReady}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-roe text-roe-ink transition hover:brightness-110 disabled:bg-well disabled:text-ink-faint"
        >
          <ArrowUp className="size-5" strokeWidth={2.5} />
        </button>
      </form>
      {waitMs > 0 ? (
        <p className="tabular mt-1.5 ml-2 text-ink-soft text-xs">
          You can write again in {formatWait(waitMs)}.
        </p>
      ) : null}
      {name !== null && naming === null && nameRefusal === null && waitMs === 0 ? (
        <NameLine name={name} onRename={() => setNaming("rename")} />
      ) : null}
    </div>
  );
}

function NameLine({ name, onRename }: { name: string; onRename: () => void }) {
  return (
    <button
      type="button"
      onClick={onRename}
      className="mt-1.5 ml-2 inline-flex max-w-full items-center gap-1.5 rounded text-ink-faint text-xs hover:text-ink"
    >
      <span className="truncate">
        Writing as <span className="font-semibold text-ink-soft">{name}</span>
      </span>
      <Pencil className="size-3 shrink-0" aria-hidden="true" />
      <span className="sr-only">Change the name</span>
    </button>
  );
}

function ReplyLine({ replyTo, onCancel }: { replyTo: ReplyTarget; onCancel: () => void }) {
  return (
    <p className="mb-2 flex items-center gap-2 rounded-lg bg-well py-1 pr-1 pl-3 text-[0.8125rem] text-ink-soft">
      <span className="min-w-0 flex-1 truncate">
        Replying to <span className="font-semibold text-ink">{replyTo.authorName}</span>: {replyTo.excerpt}
      </span>
      <button
        type="button"
        aria-label="Don’t reply to this message"
        onClick={onCancel}
        className="grid size-7 place-items-center rounded-full hover:bg-raised hover:text-ink"
      >
        <X className="size-4" />
      </button>
    </p>
  );
}
