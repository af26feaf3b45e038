import { useEffect, useRef, useState } from "react";
import type { Message } from "./useChannel";

/** Messages that come within this time are announced together, so that a busy chat doesn't talk over everything. */
const GATHER_MS = 1500;

/** Reads new messages out to screen readers; older ones that were scrolled to are not news. */
export function Announcer({ messages }: { messages: readonly Message[] }) {
  const [words, setWords] = useState("");
  const announced = useRef<number | null>(null);
  const newest = messages.at(-1)?.seq ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a newer message is news
  useEffect(() => {
    if (newest === null) return;
    if (announced.current === null) {
      announced.current = newest;
      return;
    }
    const timer = setTimeout(() => {
      const fresh = messages.filter((message) => message.seq > (announced.current ?? newest));
      announced.current = newest;
      if (fresh.length > 0) setWords(announcementFor(fresh));
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [newest]);

  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}

function announcementFor(fresh: readonly Message[]): string {
  const last = fresh.at(-1);
  if (!last) return "";
  const line = `${last.author.name}: ${last.content.slice(0, 200)}`;
  return fresh.length === 1 ? line : `${fresh.length} new messages. Last one from ${line}`;
}
