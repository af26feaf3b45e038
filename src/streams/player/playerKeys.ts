/** What a key asks the player to do. */
export type PlayerCommand =
  | "togglePlay"
  | "toggleMute"
  | "toggleFullscreen"
  | "toggleTheatre"
  | "togglePictureInPicture"
  | "toggleCaptions"
  | "jumpToLive"
  | "back"
  | "forward"
  | "stepBack"
  | "stepForward"
  | "volumeUp"
  | "volumeDown";

/** Seconds that the player moves: with the letters and the buttons, and with the arrows. */
export const LEAPS_S = { back: -10, forward: 10, stepBack: -5, stepForward: 5 } as const;

const COMMANDS: Readonly<Record<string, PlayerCommand>> = {
  k: "togglePlay",
  " ": "togglePlay",
  m: "toggleMute",
  f: "toggleFullscreen",
  t: "toggleTheatre",
  i: "togglePictureInPicture",
  c: "toggleCaptions",
  j: "back",
  l: "forward",
  End: "jumpToLive",
  ArrowLeft: "stepBack",
  ArrowRight: "stepForward",
  ArrowUp: "volumeUp",
  ArrowDown: "volumeDown",
};

/** Keys that belong to whatever has the focus unless that is the player itself: they press buttons and scroll. */
const FOCUS_BOUND = new Set([" ", "End", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

/** Of those, the ones that nothing on a page wants while nothing has the focus. */
const FREE_ON_PAGE = new Set([" ", "ArrowLeft", "ArrowRight"]);

export type KeyPress = {
  key: string;
  modified: boolean;
  /** Where the focus is: in a text field, on a control such as a button, within the player, or nowhere special. */
  focus: "text" | "control" | "player" | "page";
};

/**
 * The command behind a key press on a page with a player, or null. Writing a message never drives the player, and a space
 * on a button presses that button.
 */
export function commandFor({ key, modified, focus }: KeyPress): PlayerCommand | null {
  if (modified || focus === "text") return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (FOCUS_BOUND.has(name)) {
    if (focus === "control") return null;
    if (focus === "page" && !FREE_ON_PAGE.has(name)) return null;
  }
  return COMMANDS[name] ?? null;
}
