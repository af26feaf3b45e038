import { Fragment } from "react";

/** Text in which `backticks` mark words of the API. Nothing else in it means anything. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, i) => {
    const key = `${i} ${part}`;
    return i % 2 === 0 ? <Fragment key={key}>{part}</Fragment> : <Code key={key}>{part}</Code>;
  });
}

export function Code({ children }: { children: string }) {
  return <code className="rounded bg-well px-1 py-px font-mono text-[0.9em] text-ink">{children}</code>;
}
