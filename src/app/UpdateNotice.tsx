import { Sparkles, X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../ui/Button";
import { useNewVersion } from "./clientVersion";

/** Says that a newer version of the client is there; nobody is reloaded in the middle of a sentence. */
export function UpdateNotice() {
  const { isThere, takeOver } = useNewVersion();
  const [isPutOff, setPutOff] = useState(false);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--tabs)+1rem)] z-50 flex justify-center px-4 md:bottom-6"
    >
      {isThere && !isPutOff ? (
        <p className="pointer-events-auto flex animate-arrive items-center gap-3 rounded-full border border-line-strong bg-raised py-1.5 pr-1.5 pl-4 text-sm shadow-lift">
          <Sparkles className="size-4 text-glass" aria-hidden />
          molt has a new version.
          <Button size="small" look="primary" onClick={takeOver}>
            Reload
          </Button>
          <IconButton label="Later" onClick={() => setPutOff(true)} className="-ml-1.5 size-8">
            <X className="size-4" aria-hidden />
          </IconButton>
        </p>
      ) : null}
    </div>
  );
}
