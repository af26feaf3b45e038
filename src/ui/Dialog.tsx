import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { classes } from "../lib/classes";
import { iconButtonClasses } from "./Button";

const WIDTHS = { narrow: "max-w-md", medium: "max-w-xl", wide: "max-w-2xl" } as const;

/**
 * A question that has to be answered first. Escape, the cross and a click beside it close it; focus goes back. It is the
 * browser's own dialog: the page behind is inert, the back button of a phone closes it, and no script has to watch that.
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  size?: keyof typeof WIDTHS;
  /** Only the frame: the title is spoken, and what is inside brings its own way out. */
  bare?: boolean;
  children: ReactNode;
}) {
  const { title, onClose, size = "narrow", bare = false, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser's own choice is the first thing that can have the focus, which need not be the field to type in.
    element?.querySelector<HTMLElement>("[data-focus-first]")?.focus();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click beside it is a shortcut; Escape does the same
    <dialog
      ref={dialog}
      aria-labelledby={bare ? undefined : titleId}
      aria-label={bare ? title : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className={classes(
        "m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] animate-arrive overflow-y-auto rounded-3xl border border-line-strong bg-raised text-ink shadow-lift backdrop:bg-canvas/75 backdrop:backdrop-blur-sm",
        WIDTHS[size],
        bare && "sm:mt-[12dvh]",
      )}
    >
      {bare ? (
        children
      ) : (
        <div className="p-5 sm:p-6">
          <div className="mb-4 flex items-start justify-between gap-4">
            <h2 id={titleId} className="pt-1 font-[620] text-lg tracking-[-0.02em]">
              {title}
            </h2>
            {/* No tooltip: it would show at once, because a dialog begins with the focus here, and take the first Escape. */}
            <button
              type="button"
              aria-label="Close"
              onClick={onClose}
              className={classes(iconButtonClasses, "-mt-0.5 -mr-1.5")}
            >
              <X className="size-4.5" aria-hidden />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
