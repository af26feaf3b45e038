import { type DragEvent, type KeyboardEvent, type TouchEvent, useRef, useState } from "react";
import { focusWhenDrawn } from "../lib/focusWhenDrawn";
import { say } from "../lib/notices";
import { orderWatched } from "../servers/useWatched";
import { type Drop, moved, placeOf } from "../servers/watchList";
import { useTouchDrag } from "./useTouchDrag";

/**
 * Putting the servers of the strip in order: by dragging one, by a long press and a finger, or with Shift and the
 * arrows while it has the focus.
 */
export function useStripOrder(serverIds: readonly string[]) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  const aim = useRef<Drop | null>(null); // what a finger is over, for the moment it is lifted
  const press = useTouchDrag();
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

  const hover = (over: string, tile: Element, y: number): Drop => {
    const { top, height } = tile.getBoundingClientRect();
    const next = { over, after: y > top + height / 2 };
    setDrop((known) => (known?.over === over && known.after === next.after ? known : next));
    return next;
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
      hover(serverId, event.currentTarget, event.clientY);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged !== null && drop !== null) moveTo(dragged, placeOf(serverIds, dragged, drop));
      end();
    },
    onDragEnd: end,
    onTouchStart: (event: TouchEvent) =>
      press(event, {
        onPick: () => {
          aim.current = null;
          setDragged(serverId);
        },
        onMove: (x, y) => {
          const tile = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-strip]");
          if (!tile?.dataset.strip) return;
          tile.scrollIntoView({ block: "nearest" });
          aim.current = hover(tile.dataset.strip, tile, y);
        },
        onDrop: () => {
          if (aim.current !== null) moveTo(serverId, placeOf(serverIds, serverId, aim.current));
          end();
        },
        onCancel: end,
      }),
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
