import { type TouchEvent, useEffect, useRef } from "react";

/** A finger that rests for so long picks up what is under it. */
const PRESS_MS = 400;
/** One that has moved so far by then scrolls. */
const SLOP_PX = 8;

/** What is told of something that is carried by a finger. */
export interface Carrying {
  onPick: () => void;
  onMove: (x: number, y: number) => void;
  onDrop: () => void;
  onCancel: () => void;
}

/**
 * Carrying by finger, which the browser's own dragging leaves out on most devices: a long press picks up, and from then on
 * the finger neither scrolls nor opens anything. `press` goes to `onTouchStart`.
 */
export function useTouchDrag() {
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const press = (start: TouchEvent, carrying: Carrying) => {
    stop.current?.();
    const finger = start.touches[0];
    if (!finger || start.touches.length > 1) return;
    const { clientX, clientY } = finger;
    let isCarried = false;
    const timer = setTimeout(() => {
      isCarried = true;
      navigator.vibrate?.(10);
      carrying.onPick();
    }, PRESS_MS);
    const done = new AbortController();
    const end = () => {
      clearTimeout(timer);
      done.abort();
      stop.current = null;
    };
    const cancel = () => {
      end();
      if (isCarried) carrying.onCancel();
    };
    const on = { signal: done.signal, passive: false };
    document.addEventListener(
      "touchmove",
      (event) => {
        const [at] = event.touches;
        if (!at || event.touches.length > 1) return cancel();
        if (!isCarried) {
          if (Math.hypot(at.clientX - clientX, at.clientY - clientY) > SLOP_PX) cancel();
          return;
        }
        event.preventDefault();
        carrying.onMove(at.clientX, at.clientY);
      },
      on,
    );
    document.addEventListener(
      "touchend",
      (event) => {
        end();
        if (!isCarried) return;
        event.preventDefault(); // Otherwise it would be a click.
        carrying.onDrop();
      },
      on,
    );
    document.addEventListener("touchcancel", cancel, on);
    // A long press would open the menu of a link, or the browser's own dragging where there is some.
    for (const kind of ["contextmenu", "dragstart"])
      document.addEventListener(kind, (event) => event.preventDefault(), { ...on, capture: true });
    stop.current = cancel;
  };
  return press;
}
