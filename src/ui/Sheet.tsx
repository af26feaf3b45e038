import { type PointerEvent, type ReactNode, useCallback, useEffect, useRef } from "react";
import { classes } from "../lib/classes";

const SLIDE_MS = 220;
const EASE = "cubic-bezier(0.2, 0.8, 0.2, 1)";
/** How far of its width a sheet has to be pushed away to stay away. */
const AWAY = 0.35;

/**
 * A pane that slides in from a side, on windows too narrow to hold it beside the rest. A finger pushes it away, Escape,
 * the back button and a tap beside it close it, and the focus goes back to what opened it.
 */
export function Sheet(props: {
  side: "left" | "right";
  label: string;
  onClose: () => void;
  className?: string;
  /** What is inside gets a way to close the sheet, for links that lead elsewhere. */
  children: (close: () => void) => ReactNode;
}) {
  const { side, label, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const away = side === "left" ? -1 : 1;

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.animate([{ translate: `${away * 100}% 0` }, { translate: "0 0" }], timing());
    return () => element?.close();
  }, [away]);

  const close = useCallback(() => {
    const element = dialog.current;
    if (!element) return onClose();
    const slide = element.animate([{}, { translate: `${away * 100}% 0` }], { ...timing(), fill: "forwards" });
    slide.finished.then(onClose, onClose);
  }, [away, onClose]);

  const drag = useDrag(dialog, away, close);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tap beside it is a shortcut; Escape does the same
    <dialog
      ref={dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === event.currentTarget && close()}
      {...drag}
      className={classes(
        "m-0 h-dvh max-h-none max-w-[calc(100vw-3rem)] touch-pan-y overscroll-contain border-line bg-surface text-ink shadow-lift outline-none backdrop:bg-canvas/75",
        side === "left" ? "mr-auto border-r" : "ml-auto border-l",
        props.className,
      )}
    >
      {props.children(close)}
    </dialog>
  );
}

function timing(): KeyframeAnimationOptions {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return { duration: still ? 1 : SLIDE_MS, easing: EASE };
}

/** Lets a finger push the sheet towards the side it came from; letting go early brings it back. */
function useDrag(dialog: { current: HTMLDialogElement | null }, away: -1 | 1, close: () => void) {
  const from = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const reach = (event: PointerEvent) => Math.max(0, (event.clientX - (from.current?.x ?? 0)) * away);
  const settle = (event: PointerEvent) => {
    const element = dialog.current;
    const pushed = from.current?.moved ? reach(event) : 0;
    from.current = null;
    if (!element || pushed === 0) return;
    if (pushed > element.offsetWidth * AWAY) close();
    else element.style.translate = "";
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.pointerType === "touch" && event.isPrimary)
        from.current = { x: event.clientX, y: event.clientY, moved: false };
    },
    onPointerMove(event: PointerEvent) {
      const start = from.current;
      if (!start) return;
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      if (!start.moved && Math.abs(dx) < 12) return;
      if (!start.moved && Math.abs(dy) > Math.abs(dx)) {
        from.current = null;
        return;
      }
      start.moved = true;
      if (dialog.current) dialog.current.style.translate = `${away * reach(event)}px 0`;
    },
    onPointerUp: settle,
    onPointerCancel: settle,
  };
}
