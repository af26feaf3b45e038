import { LoaderCircle } from "lucide-react";
import {
  createContext,
  type FormEvent,
  type HTMLInputTypeAttribute,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { classes } from "../lib/classes";
import { Button } from "./Button";
import { type FormFaults, firstFaults, NO_FAULTS } from "./formFaults";

const FormState = createContext<{ faults: FormFaults; busy: boolean }>({ faults: NO_FAULTS, busy: false });

/**
 * A form that says what is wrong where it is wrong. Its fields keep their own values, which is what password managers
 * expect. `onSubmit` gets them by name; what it throws is read by `readFaults` and shown, and the first field that is
 * wrong gets the focus.
 */
export function Form(props: {
  onSubmit: (values: Record<string, string>) => Promise<void>;
  readFaults: (error: unknown, names: readonly string[]) => FormFaults;
  submit: string;
  look?: "primary" | "quiet" | "danger";
  /** Beside the button. */
  aside?: ReactNode;
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState(NO_FAULTS);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (faults === NO_FAULTS) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-whole-fault]")?.focus();
  }, [faults]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    if (busy) return;
    const missing = firstFaults(element);
    setFaults(missing ?? NO_FAULTS);
    if (missing) return;
    const values = valuesOf(element);
    setBusy(true);
    try {
      await props.onSubmit(values);
    } catch (error) {
      setFaults(props.readFaults(error, Object.keys(values)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormState.Provider value={{ faults, busy }}>
      <form
        ref={form}
        noValidate
        aria-label={props.label}
        onSubmit={(event) => void submit(event)}
        className={classes("space-y-4", props.className)}
      >
        {props.children}
        {faults.whole === null ? null : (
          <p
            role="alert"
            tabIndex={-1}
            data-whole-fault
            className="rounded-xl border border-alarm/40 bg-alarm/8 px-3.5 py-2.5 text-alarm text-sm outline-none"
          >
            {faults.whole}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <Button type="submit" look={props.look ?? "primary"} aria-disabled={busy}>
            {busy ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : null}
            {props.submit}
          </Button>
          {props.aside}
        </div>
      </form>
    </FormState.Provider>
  );
}

interface FieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  defaultValue?: string;
  required?: boolean;
  autoComplete?: string;
  minLength?: number;
  /** In code points, which is what the API calls characters. */
  maxLength?: number;
  autoFocus?: boolean;
  readOnly?: boolean;
}

const INPUT =
  "w-full rounded-xl border bg-surface px-3.5 text-base transition-colors placeholder:text-ink-faint sm:text-sm";

/** A labelled line of text. The hint and what is wrong with it are read out with it. */
export function Field(
  props: FieldProps & {
    type?: HTMLInputTypeAttribute;
    inputMode?: "email" | "numeric" | "text";
    mono?: boolean;
    spellCheck?: boolean;
  },
) {
  const { label, hint, mono, maxLength, ...input } = props;
  const { frame, described, fault } = useFieldParts(props.name, hint);
  return (
    <FieldFrame {...frame} label={label} optional={!props.required && !props.readOnly}>
      <input
        {...input}
        data-most-characters={maxLength}
        id={frame.id}
        aria-invalid={fault !== undefined}
        aria-describedby={described}
        className={classes(
          INPUT,
          "h-11 read-only:bg-well read-only:text-ink-soft",
          mono && "font-mono",
          borderOf(fault),
        )}
      />
    </FieldFrame>
  );
}

/** The same with room for several lines. */
export function TextArea({
  label,
  hint,
  mono,
  maxLength,
  ...area
}: FieldProps & { rows?: number; mono?: boolean }) {
  const { frame, described, fault } = useFieldParts(area.name, hint);
  return (
    <FieldFrame {...frame} label={label} optional={!area.required}>
      <textarea
        rows={3}
        {...area}
        data-most-characters={maxLength}
        id={frame.id}
        aria-invalid={fault !== undefined}
        aria-describedby={described}
        className={classes(INPUT, "block py-2.5", mono && "font-mono", borderOf(fault))}
      />
    </FieldFrame>
  );
}

/** One choice of a few. */
export function Select(props: {
  name: string;
  label: string;
  hint?: ReactNode;
  defaultValue: string;
  options: readonly (readonly [value: string, words: string])[];
}) {
  const { name, label, hint, defaultValue, options } = props;
  const { frame, described, fault } = useFieldParts(name, hint);
  return (
    <FieldFrame {...frame} label={label} optional={false}>
      <select
        id={frame.id}
        name={name}
        defaultValue={defaultValue}
        aria-invalid={fault !== undefined}
        aria-describedby={described}
        className={classes(INPUT, "h-11", borderOf(fault))}
      >
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** What is wrong with a group of fields that share a name, such as checkboxes. */
export function GroupFault({ name }: { name: string }) {
  const { faults } = useContext(FormState);
  const fault = faults.fields[name];
  return fault === undefined ? null : (
    <p role="alert" className="text-alarm text-sm">
      {fault}
    </p>
  );
}

function useFieldParts(name: string, hint: ReactNode) {
  const id = useId();
  const { faults } = useContext(FormState);
  const fault = faults.fields[name];
  const described = [hint && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean).join(" ");
  return { frame: { id, hint, fault }, described: described || undefined, fault };
}

function FieldFrame(props: {
  id: string;
  label: string;
  optional: boolean;
  hint: ReactNode;
  fault: string | undefined;
  children: ReactNode;
}) {
  const { id, label, optional, hint, fault, children } = props;
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-[610] text-sm">
        {label}
        {optional ? <span className="ml-1.5 font-normal text-ink-faint">optional</span> : null}
      </label>
      {children}
      {fault === undefined ? null : (
        <p id={`${id}-fault`} className="mt-1.5 text-alarm text-sm">
          {fault}
        </p>
      )}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-ink-faint text-xs">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

const borderOf = (fault: string | undefined) => (fault === undefined ? "border-line-strong" : "border-alarm");

/** Several fields of one name come as their values, one per line. */
function valuesOf(form: HTMLFormElement): Record<string, string> {
  const data = new FormData(form);
  const names = [...new Set(data.keys())];
  return Object.fromEntries(names.map((name) => [name, data.getAll(name).map(String).join("\n")]));
}
