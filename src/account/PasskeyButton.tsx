import { KeyRound, LoaderCircle } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/Button";
import { wordsOf } from "./faults";
import { knowsPasskeys } from "./passkeys";

/** Proves who is there with a passkey; says below when that did not work. Nothing in a browser that knows none. */
export function PasskeyButton({ label, onUse }: { label: string; onUse: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const use = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onUse();
    } catch (error) {
      setFailure(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  if (!knowsPasskeys) return null;
  return (
    <div>
      <Button className="w-full" aria-disabled={busy} onClick={() => void use()}>
        {busy ? (
          <LoaderCircle className="size-4 animate-spin" aria-hidden />
        ) : (
          <KeyRound className="size-4" aria-hidden />
        )}
        {label}
      </Button>
      {failure === null ? null : (
        <p role="alert" className="mt-2.5 text-alarm text-sm">
          {failure}
        </p>
      )}
    </div>
  );
}

/** A line with a word in its middle, between two ways to do a thing. */
export function Or() {
  return (
    <div aria-hidden className="my-5 flex items-center gap-3 text-ink-faint text-xs">
      <span className="h-px flex-1 bg-line" />
      or
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
