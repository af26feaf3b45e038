import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { buttonClasses } from "../ui/Button";
import { FailedNotice } from "../ui/Notice";
import { Prose } from "./Prose";
import { useProblem } from "./useApi";

/** What a code means, at the address that every refusal gives as its `type`. */
export function ProblemPage({ code, notFound }: { code: string; notFound: ReactNode }) {
  useDocumentTitle(code);
  const problem = useProblem(code);
  if (problem.status === "failed")
    return <FailedNotice what="This page" heading="h1" onRetry={problem.retry} />;
  if (problem.status === "loading") return <div aria-busy className="h-[60dvh]" />;
  if (problem.data === null) return notFound;
  const { status, title, help, retryable } = problem.data;
  return (
    <article className="mx-auto max-w-2xl px-4 pt-[10dvh] pb-24 sm:px-6">
      <p className="font-mono text-roe-text text-sm">{status}</p>
      <h1 className="display-type mt-2 break-words font-mono text-3xl sm:text-4xl">{code}</h1>
      <p className="mt-4 font-medium text-lg">{title}</p>
      <p className="mt-3 text-ink-soft text-pretty">
        <Prose text={help} />
      </p>
      <p className="mt-3 text-ink-soft">
        {retryable
          ? "The same request may go well later."
          : "The same request will be refused again: something in it has to change."}
      </p>
      <Link to="/docs/api" search={{ q: code }} className={`${buttonClasses("quiet")} mt-8`}>
        What answers with it
      </Link>
    </article>
  );
}
