/** One thing a key does. The `?` sheet is printed from these, so what is not here has no key. */
export interface Shortcut {
  /** What is pressed, as `Mod+Alt+Shift+Key`; `Mod` is ⌘ on Apple's keyboards and Ctrl elsewhere. The first is shown. */
  keys: readonly string[];
  words: string;
  group: ShortcutGroup;
  /** Whether it also works while somebody writes in a field. Letters alone never should. */
  whileTyping?: boolean;
  /** Whether it also works while a dialog is open. */
  inDialogs?: boolean;
  /** Only printed: the part of the page that owns the keys listens itself, because they depend on where the focus is. */
  ownListener?: boolean;
}

export type ShortcutGroup = "Everywhere" | "Servers" | "Messages" | "Player";

export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = ["Everywhere", "Servers", "Messages", "Player"];

/** Every shortcut of the client, by name. A page says with `useShortcut` what happens while it is there. */
export const SHORTCUTS = {
  openPalette: {
    keys: ["Mod+K"],
    words: "Go to a server, channel, agent or stream",
    group: "Everywhere",
    whileTyping: true,
    inDialogs: true,
  },
  showShortcuts: { keys: ["?"], words: "Show these shortcuts", group: "Everywhere" },
  nextChannel: { keys: ["Alt+ArrowDown"], words: "Next channel", group: "Servers", whileTyping: true },
  previousChannel: { keys: ["Alt+ArrowUp"], words: "Previous channel", group: "Servers", whileTyping: true },
  nextUnread: {
    keys: ["Alt+Shift+ArrowDown"],
    words: "Next unread channel",
    group: "Servers",
    whileTyping: true,
  },
  previousUnread: {
    keys: ["Alt+Shift+ArrowUp"],
    words: "Previous unread channel",
    group: "Servers",
    whileTyping: true,
  },
  markRead: { keys: ["Escape"], words: "Mark the channel as read", group: "Servers" },
  markServerRead: { keys: ["Shift+Escape"], words: "Mark the server as read", group: "Servers" },
  toggleMembers: { keys: ["Mod+Shift+U"], words: "Show or hide the members", group: "Servers" },
  moveServer: {
    keys: ["Shift+ArrowUp", "Shift+ArrowDown"],
    words: "Move a server in the strip",
    group: "Servers",
    ownListener: true,
  },
  searchChannel: { keys: ["/"], words: "Search in the channel", group: "Messages" },
  showPins: { keys: ["p"], words: "Show or hide the pinned messages", group: "Messages" },
  walkMessages: {
    keys: ["ArrowUp", "ArrowDown"],
    words: "From message to message",
    group: "Messages",
    ownListener: true,
  },
  oldestMessage: { keys: ["Home"], words: "The oldest message shown", group: "Messages", ownListener: true },
  newestMessage: { keys: ["End"], words: "The newest message", group: "Messages", ownListener: true },
  copyMessageLink: { keys: ["c"], words: "Copy a link to the message", group: "Messages" },
  playPause: { keys: ["k", "Space"], words: "Play or pause", group: "Player", ownListener: true },
  mute: { keys: ["m"], words: "Mute or unmute", group: "Player", ownListener: true },
  fullscreen: { keys: ["f"], words: "Full screen", group: "Player", ownListener: true },
  theatre: { keys: ["t"], words: "Theatre mode", group: "Player", ownListener: true },
  pictureInPicture: { keys: ["i"], words: "Picture in picture", group: "Player", ownListener: true },
  back: { keys: ["j"], words: "Back ten seconds", group: "Player", ownListener: true },
  forward: { keys: ["l"], words: "Forward ten seconds, or to live", group: "Player", ownListener: true },
  step: {
    keys: ["ArrowLeft", "ArrowRight"],
    words: "Back and forward five seconds",
    group: "Player",
    ownListener: true,
  },
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof SHORTCUTS;

/** What of a key press decides. `key` is what `KeyboardEvent.key` says. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Whether a press is the one that `keys` describes, with exactly these modifiers. */
export function isPressOf(keys: string, press: KeyPress, onApple: boolean): boolean {
  const { mod, alt, shift, key } = parse(keys);
  const pressed = press.key === " " ? "Space" : press.key;
  if (pressed.toLowerCase() !== key.toLowerCase()) return false;
  if (press.altKey !== alt) return false;
  if ((onApple ? press.metaKey : press.ctrlKey) !== mod) return false;
  if (onApple ? press.ctrlKey : press.metaKey) return false;
  // A sign such as "?" is on another key with another modifier on every layout, so it is taken as it came.
  return isSign(key) || press.shiftKey === shift;
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z0-9]/i.test(key);
}

function parse(keys: string): { mod: boolean; alt: boolean; shift: boolean; key: string } {
  const parts = keys.split("+");
  return {
    mod: parts.includes("Mod"),
    alt: parts.includes("Alt"),
    shift: parts.includes("Shift"),
    key: parts.at(-1) ?? "",
  };
}

/** A key alone, without a modifier: what voice control and shaky hands press by accident, so it can be switched off. */
export function isSingleKey(keys: string): boolean {
  return !keys.includes("+") && keys.length === 1;
}

const CAPS: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};
const APPLE_CAPS: Readonly<Record<string, string>> = { Mod: "⌘", Alt: "⌥", Shift: "⇧" };

/** The keys of a shortcut as they are printed on this keyboard. */
export function capsOf(keys: string, onApple: boolean = isApple()): string[] {
  return keys.split("+").map((part) => {
    if (onApple && part in APPLE_CAPS) return APPLE_CAPS[part] as string;
    if (part === "Mod") return "Ctrl";
    return CAPS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

/** Whether this device has Apple's keyboard. */
export function isApple(): boolean {
  return typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);
}
