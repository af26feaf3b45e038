import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { isNearEnd, isNearStart, nextFollowing, type ScrollPosition } from "./following";

/** A movement this soon after a wheel, a touch or a key is the reader's. */
const READER_MOMENT_MS = 1000;

/** What a reader moves the list with; holding the scroll bar counts for as long as it is held. */
const READER_EVENTS = ["wheel", "touchmove", "keydown", "focusin"] as const;

/** What the list can do at its edges. */
export type Edges = {
  hasOlder: boolean;
  hasNewer: boolean;
  loadOlder: () => void;
  loadNewer: () => void;
};

/**
 * Whether the list follows its newest message, and how to change that. While it does, it is held at its end, whatever
 * grows or shrinks: the rows, the frame, or a row that turns out taller once it is drawn. Towards either edge it asks
 * for more; an end with newer messages behind it is none to follow.
 */
export function useFollowing(
  scroller: RefObject<HTMLDivElement | null>,
  content: RefObject<HTMLDivElement | null>,
  startsFollowing: boolean,
  { hasOlder, hasNewer, loadOlder, loadNewer }: Edges,
): { following: boolean; follow: () => void; unfollow: () => void; onScroll: () => void } {
  const [following, setFollowing] = useState(startsFollowing);
  const position = useRef<ScrollPosition | null>(null);
  const isReaderMoving = useReaderMoves(scroller);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const after = { offset: element.scrollTop, viewport: element.clientHeight, size: element.scrollHeight };
    const before = position.current;
    position.current = after;
    // The first report comes from the list's own jump to its place and says nothing about the reader.
    if (before === null) return;
    const byReader = isReaderMoving();
    setFollowing((current) => !hasNewer && nextFollowing(current, before, after, byReader));
    if (hasOlder && isNearStart(after) && after.offset < before.offset) loadOlder();
    if (hasNewer && isNearEnd(after) && after.offset > before.offset) loadNewer();
  }, [scroller, hasOlder, hasNewer, loadOlder, loadNewer, isReaderMoving]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !content.current || !following) return;
    const pin = () => {
      element.scrollTop = element.scrollHeight;
    };
    pin();
    const observer = new ResizeObserver(pin);
    observer.observe(element);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [scroller, content, following]);

  const follow = useCallback(() => setFollowing(true), []);
  const unfollow = useCallback(() => setFollowing(false), []);
  return { following, follow, unfollow, onScroll };
}

/** Answers whether a movement right now would be the reader's own. */
function useReaderMoves(scroller: RefObject<HTMLDivElement | null>): () => boolean {
  const lastStir = useRef(Number.NEGATIVE_INFINITY);
  const isHolding = useRef(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const stir = () => {
      lastStir.current = performance.now();
    };
    const hold = () => {
      isHolding.current = true;
    };
    const release = () => {
      if (isHolding.current) stir();
      isHolding.current = false;
    };
    for (const name of READER_EVENTS) element.addEventListener(name, stir, { passive: true });
    element.addEventListener("pointerdown", hold);
    addEventListener("pointerup", release);
    addEventListener("pointercancel", release);
    return () => {
      for (const name of READER_EVENTS) element.removeEventListener(name, stir);
      element.removeEventListener("pointerdown", hold);
      removeEventListener("pointerup", release);
      removeEventListener("pointercancel", release);
    };
  }, [scroller]);
  return useCallback(() => isHolding.current || performance.now() - lastStir.current < READER_MOMENT_MS, []);
}
