/** How a finger went, in CSS pixels and milliseconds. */
export interface Stroke {
  startX: number;
  dx: number;
  dy: number;
  ms: number;
  /** How wide the window is. */
  width: number;
}

/** Strokes that begin this close to an edge of the window are the system's: going back, switching apps. */
export const EDGE_PX = 28;
const FAR_PX = 72;
const FLICK_PX = 32;
const FLICK_PX_PER_MS = 0.45;

/** The side a finger swept to, or null when it scrolled, hesitated or went back with the system's gesture. */
export function swipeOf({ startX, dx, dy, ms, width }: Stroke): "left" | "right" | null {
  if (startX < EDGE_PX || startX > width - EDGE_PX) return null;
  const reach = Math.abs(dx);
  if (reach < Math.abs(dy) * 1.6) return null;
  const isFlick = reach >= FLICK_PX && reach / Math.max(ms, 1) >= FLICK_PX_PER_MS;
  if (reach < FAR_PX && !isFlick) return null;
  return dx < 0 ? "left" : "right";
}
