import { type DragEvent, type KeyboardEvent, useState } from "react";
import { focusWhenDrawn } from "../lib/focusWhenDrawn";
import { say } from "../lib/notices";
import { orderWatched } from "../servers/useWatched";
import { type Drop, moved, placeOf } from "../servers/watchList";

/** Putting the servers of the strip in order: by dragging one, or with Shift and the arrows while it has the focus. */
export function useStripOrder(serverIds: readonly string[]) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  const end = () => {
    setDragged(null);
    setDrop(null);
  };
  const moveTo = (serverId: string, to: number): boolean => {
    const next = moved(serverIds, serverId, to);
    if (next === serverIds) return false;
    orderWatched(next);
    return true;
  };

  const propsOf = (serverId: string) => ({
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      setDragged(serverId);
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (dragged === null) return;
      event.preventDefault();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      const after = event.clientY > top + height / 2;
      setDrop((known) =>
        known?.over === serverId && known.after === after ? known : { over: serverId, after },
      );
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged !== null && drop !== null) moveTo(dragged, placeOf(serverIds, dragged, drop));
      end();
    },
    onDragEnd: end,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const to = serverIds.indexOf(serverId) + step;
      if (!moveTo(serverId, to)) return;
      say(`Now ${to + 1} of ${serverIds.length}.`);
      focusWhenDrawn(() => document.querySelector<HTMLElement>(`[data-strip="${serverId}"] a`));
    },
  });
  return { propsOf, dragged, drop };
}
