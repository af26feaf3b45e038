import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { api } from "../../convex/_generated/api";
import { clientName } from "../account/clientName";
import { useCopy } from "../lib/useCopy";
import { useLive } from "../lib/useLive";
import { Button, buttonClasses } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { feedbackText, feedbackTitle, issueUrl } from "./feedback";

/** An idea or a fault, told to those who build this: an issue with everything filled in, or a text to send by hand. */
export default function FeedbackDialog({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState("");
  const { outcome, copy } = useCopy();
  const context = {
    page: window.location.pathname,
    stream: useStreamFacts(window.location.pathname),
    browser: clientName(navigator.userAgent),
  };
  const text = feedbackText(words, context);
  const url = issueUrl(import.meta.env.VITE_FEEDBACK_URL, feedbackTitle(words), text);
  const isBlank = words.trim() === "";
  return (
    <Dialog title="Tell us" size="medium" onClose={onClose}>
      <label className="block text-sm">
        <span className="mb-1.5 block text-ink-soft">What is wrong, or what would be good?</span>
        <textarea
          data-focus-first
          rows={5}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          className="block w-full rounded-xl border border-line-strong bg-surface px-3.5 py-2.5 text-base sm:text-sm"
        />
      </label>
      <p className="mt-3 text-ink-faint text-xs">
        Sent along, and nothing else: the page {context.page}
        {context.stream === null ? "" : `, the stream (${context.stream})`}, and {context.browser}.
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        {url === null ? null : isBlank ? (
          <Button look="primary" disabled>
            Open an issue
          </Button>
        ) : (
          <a href={url} target="_blank" rel="noopener" className={buttonClasses("primary")}>
            Open an issue
            <ExternalLink className="size-4" aria-hidden />
          </a>
        )}
        <Button look={url === null ? "primary" : "quiet"} disabled={isBlank} onClick={() => copy(text)}>
          <span aria-live="polite">{outcome === "copied" ? "Copied" : "Copy the text"}</span>
        </Button>
      </div>
    </Dialog>
  );
}

/** How the stream of this page is doing, if it is a stream's page. */
function useStreamFacts(path: string): string | null {
  const [, slug] = /^\/([a-z0-9-]+)$/.exec(path) ?? [];
  const stream = useLive(api.streams.streams.get, slug === undefined ? "skip" : { slug });
  if (stream.status !== "ready" || stream.data === null) return null;
  const { status, degraded } = stream.data;
  return `${slug}, ${status}${degraded === null ? "" : `, degraded: ${degraded.cause}`}`;
}
