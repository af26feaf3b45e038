import { useDocumentTitle } from "../lib/useDocumentTitle";
import { Button } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";

/** Shown in place of a page whose code failed. A chunk that vanished with a new version is cured by a reload. */
export function CrashPage({ reset }: { reset: () => void }) {
  useDocumentTitle("Something broke");
  return (
    <div role="alert">
      <Notice
        heading="h1"
        className="pt-[12dvh]"
        picture={<EmptyShell className="w-44" />}
        title="This page cracked"
        actions={
          <>
            <Button look="primary" onClick={reset}>
              Try again
            </Button>
            <Button onClick={() => location.reload()}>Reload</Button>
          </>
        }
      >
        That is our fault, not yours. Unsent messages are kept.
      </Notice>
    </div>
  );
}
