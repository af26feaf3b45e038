import { Link } from "@tanstack/react-router";
import { formatDay } from "../lib/format";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { buttonClasses } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";

/** After deleting an account: how long, and how, it can be had back. */
export function DeletedPage({ until }: { until: number | null }) {
  useDocumentTitle("Account deleted");
  return (
    <Notice
      heading="h1"
      className="pt-[12dvh]"
      picture={<EmptyShell className="w-44" />}
      title="Your account is deleted"
      actions={
        <Link to="/sign-in" className={buttonClasses("quiet")}>
          Sign in and take it back
        </Link>
      }
    >
      You are signed out everywhere. Signing in{" "}
      {until === null ? "within thirty days" : `before ${formatDay(until, Date.now())}`} takes it back; after
      that it is erased.
    </Notice>
  );
}
