/** Why nothing can be recorded. */
export type Refusal = "insecure" | "unsupported" | "denied" | "missing" | "busy";

export const REFUSALS: Record<Refusal, string> = {
  insecure: "A browser records only on pages it got over https, or on localhost. Choose a file instead.",
  unsupported: "This browser cannot record. Choose a file instead.",
  denied:
    "The microphone is not allowed here. The icon beside the address lets you allow it; then try again, or choose a file.",
  missing: "There is no microphone. Plug one in and try again, or choose a file.",
  busy: "The microphone could not be had; something else may be using it. Close that and try again.",
};

/** Why the browser said no when it was asked for the microphone. */
export function refusalOf(error: unknown): Refusal {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return "busy";
}

export const SHORTEST_S = 10;
export const LONGEST_S = 60;

/** In the order of what keeps a voice best; a browser has one of them. */
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

export const typeToRecord = (canRecord: (type: string) => boolean): string | null =>
  TYPES.find(canRecord) ?? null;

/** Softer than this is silence, in decibels below the loudest there is. */
const FLOOR_DB = -60;

/** How loud samples between −1 and 1 are, from 0 (silence) to 1, as ears and meters count: in decibels. */
export function levelOf(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power || Number.MIN_VALUE);
  return Math.min(1, Math.max(0, 1 - decibels / FLOOR_DB));
}
