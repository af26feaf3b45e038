import type { Memory } from "../lib/storage";

const key = (channelId: string) => `molt.draft.${channelId}`;

/** The unsent text of a channel; empty when there is none. */
export function readDraft(memory: Memory, channelId: string): string {
  return memory.read(key(channelId)) ?? "";
}

/** Keeps the unsent text through reloads. Text of spaces only is not worth keeping. */
export function keepDraft(memory: Memory, channelId: string, text: string): void {
  memory.write(key(channelId), text.trim() === "" ? null : text);
}

/** The backend's limit for a guest's message, in characters as people see them. */
export const CONTENT_LIMIT = 2000;

/** The counter shows itself this many characters before the limit. */
const COUNTER_REACH = 200;

/** Characters left, or null while the limit is too far away to mention. */
export function charactersLeft(text: string): number | null {
  const left = CONTENT_LIMIT - [...text].length;
  return left <= COUNTER_REACH ? left : null;
}

/** Whether a text can be sent as it is. */
export function isSendable(text: string): boolean {
  return text.trim() !== "" && [...text.trim()].length <= CONTENT_LIMIT;
}
