import { Link } from "@tanstack/react-router";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { buttonClasses } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";

/** For addresses that lead nowhere. `what` names the thing that is not there, when the address says which. */
export function NotFoundPage({ what = "page" }: { what?: string }) {
  useDocumentTitle("Not found");
  return (
    <Notice
      heading="h1"
      className="pt-[12dvh]"
      picture={<EmptyShell className="w-44" />}
      title={`No ${what} lives here`}
      actions={
        what === "server" ? (
          <Link to="/servers" className={buttonClasses("primary")}>
            Explore servers
          </Link>
        ) : (
          <Link to="/" className={buttonClasses("primary")}>
            See who is on air
          </Link>
        )
      }
    >
      An empty shell: its tenant may have moved on, or the address has a typo.
    </Notice>
  );
}
