/** What a key asks the player to do. */
export type PlayerCommand =
  | "togglePlay"
  | "toggleMute"
  | "toggleFullscreen"
  | "toggleTheatre"
  | "togglePictureInPicture"
  | "jumpToLive"
  | "volumeUp"
  | "volumeDown";

const COMMANDS: Readonly<Record<string, PlayerCommand>> = {
  k: "togglePlay",
  " ": "togglePlay",
  m: "toggleMute",
  f: "toggleFullscreen",
  t: "toggleTheatre",
  i: "togglePictureInPicture",
  l: "jumpToLive",
  ArrowUp: "volumeUp",
  ArrowDown: "volumeDown",
};

/** Keys that belong to whatever has the focus unless that is the player itself: they press buttons and scroll. */
const FOCUS_BOUND = new Set([" ", "ArrowUp", "ArrowDown"]);

export type KeyPress = {
  key: string;
  modified: boolean;
  /** Where the focus is: in a text field, on a control such as a button, within the player, or nowhere special. */
  focus: "text" | "control" | "player" | "page";
};

/**
 * The command behind a key press on the stream page, or null. Writing a message never drives the player, and a space
 * on a button presses that button.
 */
export function commandFor({ key, modified, focus }: KeyPress): PlayerCommand | null {
  if (modified || focus === "text") return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (FOCUS_BOUND.has(name)) {
    if (focus === "control") return null;
    if (focus === "page" && name !== " ") return null;
  }
  return COMMANDS[name] ?? null;
}
