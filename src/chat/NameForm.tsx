import { Shuffle } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button, IconButton } from "../ui/Button";
import { checkGuestName, NAME_LIMITS, suggestGuestName, tidyName } from "./guest";

/** Asks a guest for a name, right where the message waits. A suggestion is in place, so one press is enough. */
export function NameForm(props: {
  name: string | null;
  refusal: string | null;
  onTake: (name: string) => void;
  onCancel: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(() => props.name ?? suggestGuestName(Math.random));
  const [problem, setProblem] = useState<string | null>(null);
  const [fieldId, problemId] = [useId(), useId()];
  const shown = problem ?? props.refusal;

  useEffect(() => field.current?.select(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = checkGuestName(value);
    setProblem(wrong);
    if (wrong === null) props.onTake(tidyName(value));
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && props.onCancel()}
      className="mb-2.5 animate-arrive rounded-2xl border border-line-strong bg-raised p-3 shadow-lift"
    >
      <label htmlFor={fieldId} className="block font-[610] text-sm">
        What should people call you?
      </label>
      <div className="mt-2 flex items-center gap-1.5">
        <input
          id={fieldId}
          ref={field}
          value={value}
          maxLength={NAME_LIMITS.max * 2}
          onChange={(event) => {
            setValue(event.currentTarget.value);
            setProblem(null);
          }}
          autoComplete="nickname"
          enterKeyHint="done"
          aria-invalid={shown !== null}
          aria-describedby={shown === null ? undefined : problemId}
          className="h-10 min-w-0 flex-1 rounded-full border border-line-strong bg-canvas px-4 text-base sm:text-sm"
        />
        <IconButton
          label="Suggest another name"
          onClick={() => {
            setValue(suggestGuestName(Math.random));
            setProblem(null);
          }}
        >
          <Shuffle className="size-4" />
        </IconButton>
        <Button type="submit" look="primary">
          OK
        </Button>
      </div>
      {shown === null ? (
        <p className="mt-2 text-ink-faint text-xs">No account needed. This device remembers it.</p>
      ) : (
        <p id={problemId} role="alert" className="mt-2 text-alarm text-xs">
          {shown}
        </p>
      )}
    </form>
  );
}
