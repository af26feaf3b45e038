import { useBlocker } from "@tanstack/react-router";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

/** Asks before a page is left on which something was written and not saved; a closing tab asks in the browser's words. */
export function UnsavedGuard({ isUnsaved, what }: { isUnsaved: boolean; what: string }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isUnsaved && current.pathname !== next.pathname,
    enableBeforeUnload: () => isUnsaved,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <Dialog title="Leave without saving?" onClose={blocker.reset}>
      <p className="text-ink-soft text-sm text-pretty">
        What you changed in {what} is on this page only, and gone when you leave.
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-3">
        <Button data-focus-first onClick={blocker.reset}>
          Stay
        </Button>
        <Button look="danger" onClick={blocker.proceed}>
          Leave
        </Button>
      </div>
    </Dialog>
  );
}
