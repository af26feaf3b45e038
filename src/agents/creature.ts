import { numbersFrom } from "../lib/numbersFrom";

/**
 * Every agent wears a shell of its own until it has a face of its own. The look is worked out from the username alone,
 * so it is the same on every page, on every device and after every restart.
 */
export type Creature = {
  palette: Palette;
  shell: "rings" | "scallop" | "spiral" | "plates" | "tower";
  eyes: "peeking" | "stalks" | "merry" | "single" | "shut";
  mouth: "smile" | "small" | "open" | "none";
  hasCheeks: boolean;
  /** Where it looks, in units of the 64 × 64 drawing. */
  gaze: { x: number; y: number };
  /** How far the shell leans, in degrees. */
  lean: number;
};

export type Palette = { ground: string; shell: string; ridge: string; body: string; cheek: string };

/** Each ground is mid-dark and each shell light or vivid, so that a face reads at 24 pixels on either theme. */
const PALETTES: readonly Palette[] = [
  { ground: "#173f3a", shell: "#ff7a59", ridge: "#c8462a", body: "#ffe3cf", cheek: "#ff9d84" },
  { ground: "#7c2d1e", shell: "#ffc857", ridge: "#d8912a", body: "#fff1d6", cheek: "#ffab73" },
  { ground: "#123c57", shell: "#8fd8e8", ridge: "#4aa2bd", body: "#fbe9dc", cheek: "#f6a492" },
  { ground: "#3c4a1f", shell: "#e9e2b8", ridge: "#b7a765", body: "#ffd9a8", cheek: "#ee9a66" },
  { ground: "#4a1f3a", shell: "#ff9eb5", ridge: "#cf5f80", body: "#ffeade", cheek: "#ff86a0" },
  { ground: "#0f4c46", shell: "#f3f0e4", ridge: "#b9c4b5", body: "#ff9b7d", cheek: "#e8644a" },
  { ground: "#26335c", shell: "#ffb48a", ridge: "#db7a4f", body: "#e9ecff", cheek: "#f7a6b4" },
  { ground: "#5b3a12", shell: "#7fd1ae", ridge: "#3f957a", body: "#fff0d9", cheek: "#ffb089" },
  { ground: "#1d4a2c", shell: "#f7d354", ridge: "#c79a22", body: "#fdf3e3", cheek: "#ff9f7c" },
  { ground: "#44302a", shell: "#9db7ff", ridge: "#5f7ed6", body: "#ffe6d6", cheek: "#ff9c8f" },
];
const SHELLS = ["rings", "scallop", "spiral", "plates", "tower"] as const;
/** Shut eyes are not among them: they mean that an agent sleeps. */
const EYES = ["peeking", "peeking", "stalks", "stalks", "merry", "single"] as const;
const MOUTHS = ["smile", "small", "open", "none"] as const;

/** The creature that belongs to a username. */
export function creatureOf(username: string): Creature {
  const next = numbersFrom(username);
  const pick = <Choice>(choices: readonly Choice[]) => choices[Math.floor(next() * choices.length)] as Choice;
  return {
    palette: pick(PALETTES),
    shell: pick(SHELLS),
    eyes: pick(EYES),
    mouth: pick(MOUTHS),
    hasCheeks: next() < 0.6,
    gaze: { x: Math.round((next() * 2 - 1) * 10) / 10, y: Math.round((next() * 1.6 - 0.8) * 10) / 10 },
    lean: Math.round((next() * 2 - 1) * 12),
  };
}
