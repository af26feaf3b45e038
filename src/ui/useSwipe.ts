import { type PointerEvent, useMemo, useRef } from "react";
import { swipeOf } from "./swipe";

/** Handlers for a pane that does something when a finger sweeps over it. What scrolls sideways keeps its strokes. */
export function useSwipe(onSwipe: (to: "left" | "right") => void) {
  const latest = useRef(onSwipe);
  latest.current = onSwipe;
  return useMemo(() => {
    let start: { id: number; x: number; y: number; at: number } | null = null;
    return {
      onPointerDown(event: PointerEvent) {
        const isOurs = event.pointerType === "touch" && event.isPrimary && !scrollsSideways(event.target);
        start = isOurs
          ? { id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp }
          : null;
      },
      onPointerUp(event: PointerEvent) {
        if (start?.id !== event.pointerId) return;
        const side = swipeOf({
          startX: start.x,
          dx: event.clientX - start.x,
          dy: event.clientY - start.y,
          ms: event.timeStamp - start.at,
          width: window.innerWidth,
        });
        start = null;
        // Text that was being selected is no gesture.
        if (side !== null && (getSelection()?.isCollapsed ?? true)) latest.current(side);
      },
      onPointerCancel() {
        start = null;
      },
    };
  }, []);
}

function scrollsSideways(target: EventTarget | null): boolean {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    if (element.scrollWidth > element.clientWidth + 1) {
      const { overflowX } = getComputedStyle(element);
      if (overflowX === "auto" || overflowX === "scroll") return true;
    }
  }
  return false;
}
