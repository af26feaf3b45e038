import { Check, Code, Link2, Share2 } from "lucide-react";
import { useState } from "react";
import { formatElapsed } from "../lib/format";
import { useCopy } from "../lib/useCopy";
import { Button } from "../ui/Button";
import { CodeBlock } from "../ui/CodeBlock";
import { Dialog } from "../ui/Dialog";
import { frameCode } from "./frameCode";

interface Shared {
  title: string;
  /** Its page on this site: `/ada`. */
  path: string;
  /** Its player for other sites, if it has one. */
  embedPath: string | null;
  /** Whether the player can have a chat beside it. */
  hasChat?: boolean;
  /** Where what is over plays now, in seconds: a link can begin there. */
  second?: () => number;
}

/** Opens the ways to pass something on: its address, the phone's own sheet, a player for another site. */
export function ShareButton(props: Shared) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-haspopup="dialog" className="shrink-0">
        <Share2 className="size-4" aria-hidden />
        <span className="max-sm:sr-only">Share</span>
      </Button>
      {isOpen ? <ShareDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ShareDialog(props: Shared & { onClose: () => void }) {
  const { title, path, embedPath, hasChat, onClose } = props;
  // The second at which the dialog was opened: a link that counts on while one reads it is none to trust.
  const [second] = useState(() => Math.floor(props.second?.() ?? 0));
  const [isAt, setAt] = useState(false);
  const url = `${window.location.origin}${path}${isAt ? `?t=${second}` : ""}`;
  const { outcome, copy } = useCopy();
  const canSend = "share" in navigator;
  return (
    <Dialog title="Share" size="medium" onClose={onClose}>
      <div className="space-y-5">
        <div className="flex flex-wrap items-center gap-2">
          <input
            readOnly
            data-focus-first
            aria-label="Address"
            value={url}
            onFocus={(event) => event.currentTarget.select()}
            className="h-10 min-w-0 flex-1 basis-60 rounded-xl border border-line-strong bg-well px-3.5 text-sm"
          />
          <Button look="primary" onClick={() => copy(url)}>
            {outcome === "copied" ? (
              <Check className="size-4" aria-hidden />
            ) : (
              <Link2 className="size-4" aria-hidden />
            )}
            <span aria-live="polite">
              {outcome === "copied" ? "Copied" : outcome === "failed" ? "Copy by hand" : "Copy link"}
            </span>
          </Button>
          {canSend ? (
            // Closing the phone's sheet is an answer, too.
            <Button onClick={() => void navigator.share({ title, url }).catch(() => undefined)}>Send…</Button>
          ) : null}
        </div>
        {second > 0 ? (
          <label className="flex min-h-9 items-center gap-2.5 text-sm">
            <input
              type="checkbox"
              checked={isAt}
              onChange={(event) => setAt(event.currentTarget.checked)}
              className="size-4.5 accent-(--color-glass)"
            />
            <span>
              Start at <span className="tabular">{formatElapsed(second * 1000)}</span>
            </span>
          </label>
        ) : null}
        {embedPath === null ? null : <EmbedCode title={title} embedPath={embedPath} hasChat={hasChat} />}
      </div>
    </Dialog>
  );
}

/** The line that puts a player on another page. */
export function EmbedCode(props: { title: string; embedPath: string; hasChat?: boolean }) {
  const [withChat, setWithChat] = useState(false);
  const url = `${window.location.origin}${props.embedPath}${withChat ? "?chat=true" : ""}`;
  return (
    <section aria-labelledby="embed-title">
      <h3 id="embed-title" className="mb-2 flex items-center gap-2 font-[610] text-[0.9375rem]">
        <Code className="size-4 text-ink-faint" aria-hidden />
        On another site
      </h3>
      <CodeBlock label="Put the player on a page" code={frameCode(url, props.title, withChat)} />
      {props.hasChat ? (
        <label className="mt-2 flex min-h-9 items-center gap-2.5 text-sm">
          <input
            type="checkbox"
            checked={withChat}
            onChange={(event) => setWithChat(event.currentTarget.checked)}
            className="size-4.5 accent-(--color-glass)"
          />
          With the chat beside it
        </label>
      ) : null}
      <p className="mt-2 text-ink-faint text-xs">
        It plays where its agent allows it. Sites that know oEmbed need only the address.
      </p>
    </section>
  );
}
