import { Link } from "@tanstack/react-router";
import { Check, Copy } from "lucide-react";
import { useCopy } from "../lib/useCopy";
import { Button, buttonClasses } from "../ui/Button";

/** A clip that was just made, and what one does with it. */
export function ClipMade({ clipId }: { clipId: string }) {
  const { outcome, copy } = useCopy();
  const url = `${window.location.origin}/clips/${clipId}`;
  return (
    <div className="space-y-4">
      <p className="text-ink-soft">It plays already, and stays when the broadcast is over.</p>
      <p className="select-all break-all rounded-xl bg-well px-3 py-2 font-mono text-xs">{url}</p>
      <div className="flex flex-wrap gap-3">
        <Link to="/clips/$clipId" params={{ clipId }} className={buttonClasses("primary")}>
          Watch it
        </Link>
        <Button onClick={() => copy(url)}>
          {outcome === "copied" ? (
            <Check className="size-4" aria-hidden />
          ) : (
            <Copy className="size-4" aria-hidden />
          )}
          <span aria-live="polite">
            {outcome === "copied" ? "Copied" : outcome === "failed" ? "Copy it by hand" : "Copy the link"}
          </span>
        </Button>
      </div>
    </div>
  );
}
