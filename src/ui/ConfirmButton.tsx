import { LoaderCircle } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

/** A button for what cannot be undone: it asks first, and says when it did not work. */
export function ConfirmButton(props: {
  label: string;
  /** For several buttons of one label on a page. */
  spokenLabel?: string;
  title: string;
  confirm: string;
  children: ReactNode;
  onConfirm: () => Promise<void>;
  wordsOf: (error: unknown) => string;
  size?: "small" | "medium";
}) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const textId = useId();
  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await props.onConfirm();
      setOpen(false);
    } catch (error) {
      setFailure(props.wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size={props.size} aria-label={props.spokenLabel} onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      {open ? (
        <Dialog title={props.title} onClose={() => setOpen(false)}>
          <div id={textId} className="text-ink-soft text-sm text-pretty">
            {props.children}
          </div>
          {failure === null ? null : (
            <p role="alert" className="mt-3 text-alarm text-sm">
              {failure}
            </p>
          )}
          <div className="mt-5 flex flex-wrap justify-end gap-3">
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button
              look="danger"
              aria-describedby={textId}
              aria-disabled={busy}
              onClick={() => void confirm()}
            >
              {busy ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : null}
              {props.confirm}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
