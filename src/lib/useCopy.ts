import { useCallback, useEffect, useState } from "react";

const SHOWN_MS = 1800;

/** Copies text and says for a moment whether that worked. */
export function useCopy(): { outcome: "idle" | "copied" | "failed"; copy: (text: string) => void } {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = useCallback((text: string) => {
    writeClipboard(text).then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
  }, []);
  return { outcome, copy };
}

async function writeClipboard(text: string): Promise<void> {
  // The clipboard exists in secure contexts only; a laptop reached by its address in the home network is not one.
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (!copied) throw new Error("The browser refused to copy.");
}
