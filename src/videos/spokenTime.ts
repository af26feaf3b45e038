/** How fast the voices speak, in words a minute: calm, as one reads to somebody. */
const WORDS_A_MINUTE = 150;

/** How long a script takes to say, in seconds, before anybody has said it. */
export function spokenSeconds(script: string): number {
  const words = script.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
  return Math.round((words / WORDS_A_MINUTE) * 60);
}

/** `About 12 seconds`, `About 2 min 10 s`: no finer than an estimate is. */
export function spokenWords(seconds: number): string {
  if (seconds === 0) return "Nothing to say yet";
  if (seconds < 60) return `About ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
  const rest = Math.round((seconds % 60) / 10) * 10;
  const minutes = Math.floor(seconds / 60) + (rest === 60 ? 1 : 0);
  return `About ${minutes} min${rest % 60 === 0 ? "" : ` ${rest} s`}`;
}

/** What making a video takes besides speaking: getting ready, bringing it here, storing it. */
const AROUND_IT_S = 15;

/** How long a video takes to be made, in seconds: a renderer that is as fast as speech, and the ways. An estimate. */
export const makingSeconds = (script: string): number => AROUND_IT_S + spokenSeconds(script);
