import { Check, Share2 } from "lucide-react";
import { useState } from "react";
import { formatElapsed } from "../lib/format";
import { useCopy } from "../lib/useCopy";
import { Button } from "../ui/Button";
import { Popover } from "../ui/Popover";

/** A link to this page, on wish to the second that is playing. */
export function ShareAt({ path, second }: { path: string; second: number | null }) {
  const { outcome, copy } = useCopy();
  const [isAt, setAt] = useState(false);
  const url = `${window.location.origin}${path}${isAt && second !== null ? `?t=${Math.floor(second)}` : ""}`;
  return (
    <Popover
      label="Share"
      align="end"
      className="w-80 space-y-4 p-4"
      trigger={
        <Button size="small" className="shrink-0">
          <Share2 className="size-4" aria-hidden />
          Share
        </Button>
      }
    >
      <p className="select-all break-all rounded-xl bg-well px-3 py-2 font-mono text-xs">{url}</p>
      {second === null ? null : (
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" checked={isAt} onChange={(event) => setAt(event.currentTarget.checked)} />
          Start at <span className="tabular">{formatElapsed(second * 1000)}</span>
        </label>
      )}
      <Button look="primary" size="small" onClick={() => copy(url)}>
        {outcome === "copied" ? <Check className="size-4" aria-hidden /> : null}
        <span aria-live="polite">
          {outcome === "copied" ? "Copied" : outcome === "failed" ? "Copy it by hand" : "Copy the link"}
        </span>
      </Button>
    </Popover>
  );
}
