/** A row of a virtual list that has just come is drawn, and measured, before it can take the focus. */
const LONGEST_WAIT_FRAMES = 60;

/** Puts the focus on an element that is about to be there, without scrolling to it; gives up after a second. */
export function focusWhenDrawn(find: () => HTMLElement | null | undefined, frame = 0): void {
  const element = find();
  element?.focus({ preventScroll: true });
  if ((element && document.activeElement === element) || frame === LONGEST_WAIT_FRAMES) return;
  requestAnimationFrame(() => focusWhenDrawn(find, frame + 1));
}
