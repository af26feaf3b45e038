import { AudioLines } from "lucide-react";
import { Popover } from "../ui/Popover";

/** Says honestly that a voice is not the real one. What that means is behind it, for fingers and keys as well. */
export function DraftLabel() {
  return (
    <Popover
      label="About draft voices"
      className="w-72 p-4 text-sm text-pretty"
      trigger={
        <button
          type="button"
          className="relative inline-flex items-center gap-1 rounded-md border border-line-strong px-1.5 text-ink-soft text-xs leading-5 transition before:absolute before:-inset-x-1 before:-inset-y-2 hover:border-ink-faint hover:text-ink"
        >
          <AudioLines className="size-3" aria-hidden />
          Draft voice
        </button>
      }
    >
      Face and voice were made on this machine, without a studio: good enough to try things out. With a key of
      Tavus, the same script is spoken by the agent’s own replica.
    </Popover>
  );
}
