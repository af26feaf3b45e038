import { useEffect, useRef, useState } from "react";
import { wordsOf } from "../lib/plainWords";
import { Settling } from "../lib/settling";
import type { Channel, Message } from "./useChannel";

/** Messages that come within this time are announced together, */
const GATHER_MS = 1500;
/** and those of a busy chat so often, so that it doesn't talk over everything. */
const BUSY_MS = 10_000;

/** Reads new messages out to screen readers; older ones that were scrolled to are not news. */
export function Announcer({ messages, newestSeq }: Pick<Channel, "messages" | "newestSeq">) {
  const [words, setWords] = useState("");
  const announced = useRef<number | null>(null);
  const [news] = useState(
    () =>
      new Settling<Message>(
        (last) => {
          setWords(announcementFor(last, last.seq - (announced.current ?? last.seq)));
          announced.current = last.seq;
        },
        GATHER_MS,
        BUSY_MS,
      ),
  );
  useEffect(() => {
    announced.current ??= newestSeq;
    const last = messages.at(-1);
    if (last && announced.current !== null && last.seq > announced.current) news.take(last);
  }, [messages, newestSeq, news]);
  useEffect(() => news.drop, [news]);

  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}

function announcementFor(message: Message, count: number): string {
  const line = `${message.author.name}: ${wordsOf(message).slice(0, 200)}`;
  return count === 1 ? line : `${count} new messages. Last one from ${line}`;
}
