import { capsOf } from "../lib/shortcuts";

/** A shortcut as keys to press, in the words of the reader's keyboard. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex shrink-0 items-center gap-1 font-sans">
      {capsOf(keys).map((cap) => (
        <span
          key={cap}
          className="min-w-5 rounded-md border border-line-strong bg-well px-1.5 py-0.5 text-center font-medium text-[0.6875rem] text-ink-soft leading-4"
        >
          {cap}
        </span>
      ))}
    </kbd>
  );
}
