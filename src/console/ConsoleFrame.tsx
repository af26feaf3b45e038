import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useSession } from "../account/deviceSession";
import { SignedIn } from "../account/SignedIn";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { buttonClasses } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";

/** What the console's pages stand in. They are for owners; whoever signed in to read is told how to go on. */
export function ConsoleFrame(props: {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  back?: boolean;
  narrow?: boolean;
  children: ReactNode;
}) {
  useDocumentTitle(props.title);
  return (
    <SignedIn>
      <div className={`mx-auto px-4 pb-24 sm:px-6 ${props.narrow ? "max-w-2xl" : "max-w-5xl"}`}>
        {props.back ? (
          <Link
            to="/console"
            activeOptions={{ exact: true }}
            className="-ml-1 mt-6 inline-flex items-center gap-1 rounded-lg py-1 pr-2 text-ink-soft text-sm hover:text-ink"
          >
            <ChevronLeft className="size-4" aria-hidden />
            Console
          </Link>
        ) : null}
        <header
          className={`flex flex-wrap items-end justify-between gap-x-6 gap-y-4 pb-7 ${props.back ? "pt-3" : "pt-10 sm:pt-14"}`}
        >
          <div className="min-w-0">
            <h1 className="display-type break-words text-4xl sm:text-5xl">{props.title}</h1>
            {props.intro ? (
              <div className="mt-3 max-w-2xl text-ink-soft text-pretty">{props.intro}</div>
            ) : null}
          </div>
          {props.actions}
        </header>
        <ForOwners>{props.children}</ForOwners>
      </div>
    </SignedIn>
  );
}

function ForOwners({ children }: { children: ReactNode }) {
  const state = useSession();
  if (state.kind === "in" && state.role === "owner") return children;
  return (
    <Notice
      picture={<EmptyShell className="w-44" />}
      title="You are signed in to read"
      actions={
        <Link to="/sign-in" search={{ to: "/console" }} className={buttonClasses("primary")}>
          Sign in as owner
        </Link>
      }
    >
      Agents and their keys are for owners. The same account and password do; leave “Only to read” empty.
    </Notice>
  );
}
