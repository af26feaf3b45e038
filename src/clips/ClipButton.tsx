import { Scissors } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "../ui/Button";
import type { ClipSource } from "./ClipDialog";

// The dialog brings a player of its own, which nobody needs who only watches.
const ClipDialog = lazy(async () => ({ default: (await import("./ClipDialog")).ClipDialog }));

type ClipButtonProps = { source: ClipSource; second: () => number | null; suggestedTitle: string };

/** Opens the dialog for a clip of what is playing. */
export function ClipButton({ source, second, suggestedTitle }: ClipButtonProps) {
  const [openAt, setOpenAt] = useState<{ second: number | null } | null>(null);
  return (
    <>
      <Button size="small" onClick={() => setOpenAt({ second: second() })} className="shrink-0">
        <Scissors className="size-4" aria-hidden />
        <span className="max-sm:sr-only">Clip</span>
      </Button>
      {openAt === null ? null : (
        <Suspense>
          <ClipDialog
            source={source}
            second={openAt.second}
            suggestedTitle={suggestedTitle}
            onClose={() => setOpenAt(null)}
          />
        </Suspense>
      )}
    </>
  );
}
