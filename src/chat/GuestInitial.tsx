import { numbersFrom } from "../lib/numbersFrom";

/** Calm grounds that let white letters stand out (at least 4.5 to 1). */
const GROUNDS = ["#2f6f62", "#8a4b2a", "#35608a", "#6d5a1c", "#7a3f5c", "#4a5f2a", "#5a4f86", "#8b3a34"];

/** A person's first letter on a colour of their own. */
export function GuestInitial({ authorId, name }: { authorId: string; name: string }) {
  const ground = GROUNDS[Math.floor(numbersFrom(authorId)() * GROUNDS.length)];
  return (
    <span
      aria-hidden="true"
      style={{ backgroundColor: ground }}
      className="grid size-7 place-items-center rounded-full font-[640] text-white text-xs uppercase"
    >
      {[...name][0]}
    </span>
  );
}
