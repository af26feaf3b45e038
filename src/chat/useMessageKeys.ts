import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from "react";
import { focusWhenDrawn } from "../lib/focusWhenDrawn";
import { useShortcut } from "../lib/useShortcut";
import type { Message } from "./useChannel";

/**
 * Walking through messages by keyboard: Tab stops at one of them, the arrows move on from there, Home and End go to the
 * first that is loaded and to the newest. `stop` is the number of the message where Tab stops; null is the newest.
 */
export function useMessageKeys(list: {
  scroller: RefObject<HTMLDivElement | null>;
  messages: readonly Message[];
  newestSeq: number | null;
  showAt: (index: number, align: "center" | "nearest") => void;
  toEnd: () => void;
  unfollow: () => void;
  loadOlder: () => void;
  loadNewer: () => void;
  copyLink?: (message: Message) => void;
}) {
  const { scroller, messages, newestSeq, showAt, toEnd, unfollow, loadOlder, loadNewer, copyLink } = list;
  const [stop, setStop] = useState<number | null>(null);

  const goTo = (index: number) => {
    const message = messages[Math.min(Math.max(index, 0), messages.length - 1)];
    if (!message) return;
    if (message.seq === newestSeq) return goToEnd();
    setStop(message.seq);
    unfollow();
    showAt(messages.indexOf(message), "nearest");
    focusWhenDrawn(() => rowOf(scroller.current, message.seq));
  };
  const goToEnd = () => {
    setStop(null);
    toEnd();
    // Where the end is not loaded yet, it will be in another list.
    if (newestSeq !== null) focusWhenDrawn(() => rowOf(document, newestSeq));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const focused = seqOf(event.target);
    // In a link or a button of a message the keys are that control's own.
    if (focused === null || !(event.target as HTMLElement).matches("article")) return;
    const here = messages.findIndex(({ seq }) => seq === focused);
    const aims: Record<string, number> = {
      ArrowUp: here - 1,
      ArrowDown: here + 1,
      Home: 0,
    };
    const aim = aims[event.key];
    if (aim === undefined && event.key !== "End") return;
    event.preventDefault();
    // At an edge the next press goes on, once more has come.
    if (aim !== undefined && aim <= 0) loadOlder();
    if (aim === messages.length) loadNewer();
    if (aim === undefined) goToEnd();
    else goTo(aim);
  };

  const onFocus = (event: FocusEvent) => {
    const seq = seqOf(event.target);
    if (seq !== null) setStop(seq === messages.at(-1)?.seq ? null : seq);
  };

  useShortcut(
    "copyMessageLink",
    () => {
      const seq = seqOf(document.activeElement);
      const message = seq === null ? undefined : messages.find((one) => one.seq === seq);
      if (!message || !copyLink) return false;
      return copyLink(message);
    },
    copyLink !== undefined,
  );
  return { stop, onKeyDown, onFocus };
}

const rowOf = (within: ParentNode | null, seq: number) =>
  within?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);

function seqOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest("[data-seq]") : null;
  return row === null ? null : Number(row.getAttribute("data-seq"));
}
