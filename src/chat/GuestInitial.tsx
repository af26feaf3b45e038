import { classes } from "../lib/classes";
import { poolOf } from "../ui/pool";

/** A person's first letter on a colour of their own. */
export function GuestInitial({ authorId, name }: { authorId: string; name: string }) {
  return (
    <span
      aria-hidden="true"
      className={classes(
        "grid size-7 place-items-center rounded-full font-[640] text-xs uppercase",
        poolOf(authorId),
      )}
    >
      {[...name][0]}
    </span>
  );
}
