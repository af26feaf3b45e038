import { LoaderCircle } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/Button";

/** A button for what can be tried again at any time: it says what came of it, good or bad, beside itself. */
export function TryButton(props: {
  label: string;
  spokenLabel: string;
  onTry: () => Promise<string | null>;
  wordsOf: (error: unknown) => string;
}) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ words: string; failed: boolean } | null>(null);
  const attempt = async () => {
    if (busy) return;
    setBusy(true);
    setSaid(null);
    try {
      const words = await props.onTry();
      setSaid(words ? { words, failed: false } : null);
    } catch (error) {
      setSaid({ words: props.wordsOf(error), failed: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="small" aria-label={props.spokenLabel} aria-disabled={busy} onClick={() => void attempt()}>
        {busy ? <LoaderCircle className="size-3.5 animate-spin" aria-hidden /> : null}
        {props.label}
      </Button>
      <span role="status" className={said === null ? "sr-only" : "basis-full text-ink-soft text-xs"}>
        {said?.failed ? <span className="text-alarm">{said.words}</span> : said?.words}
      </span>
    </>
  );
}
