import type { KeyboardEvent } from "react";

/** For lists of links: ↑ and ↓ walk through what can be focused in them, Home and End jump, beside Tab. */
export function walkWithArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.defaultPrevented || event.altKey || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("a[href], button:not(:disabled)")];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  if (here < 0) return;
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  stops.at(next % stops.length)?.focus();
}
