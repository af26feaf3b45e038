import { LoaderCircle, RotateCcw } from "lucide-react";
import { useState } from "react";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { Button } from "../ui/Button";

/** Has a video that failed made once more. It counts for the month only if it comes about. */
export function TryAgainButton(props: { videoId: string; title?: string; className?: string }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const tryAgain = async () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await api.retryVideo({ id: props.videoId });
    } catch (error) {
      setFault(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={props.className}>
      <Button
        size="small"
        aria-label={props.title === undefined ? undefined : `Try again: ${props.title}`}
        aria-disabled={busy}
        onClick={() => void tryAgain()}
      >
        {busy ? (
          <LoaderCircle className="size-3.5 animate-spin" aria-hidden />
        ) : (
          <RotateCcw className="size-3.5" aria-hidden />
        )}
        Try again
      </Button>
      <p role="alert" className="mt-2 text-sm empty:hidden">
        {fault}
      </p>
    </div>
  );
}
