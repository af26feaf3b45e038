import { Link } from "@tanstack/react-router";
import { ChevronRight, Link2 } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { classes } from "../lib/classes";
import { CodeBlock } from "../ui/CodeBlock";
import type { LimitDocument, Operation } from "./apiDocument";
import { curlOf } from "./curlOf";
import { FieldTable } from "./FieldTable";
import { Prose } from "./Prose";

/** One operation: a line to scan, and everything else behind it. The address of the page can point at it. */
export function OperationEntry({ operation, isTarget }: { operation: Operation; isTarget: boolean }) {
  const { id, method, path, summary, isDeprecated } = operation;
  const entry = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!isTarget || !entry.current) return;
    entry.current.open = true;
    entry.current.scrollIntoView({ block: "start" });
  }, [isTarget]);
  return (
    <details ref={entry} id={id} className="group scroll-mt-20 border-line border-b last:border-b-0">
      <summary className="flex list-none items-start gap-3 px-4 py-3 hover:bg-raised sm:px-5 [&::-webkit-details-marker]:hidden">
        <ChevronRight className="mt-0.5 size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90" />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2.5">
            <Method name={method} />
            <span className="min-w-0 break-all font-mono text-[0.8125rem] sm:text-sm">{path}</span>
            {isDeprecated ? <span className="text-alarm text-xs">goes away</span> : null}
          </span>
          <span className="mt-0.5 block text-ink-soft text-sm">{summary}</span>
        </span>
      </summary>
      <div className="space-y-5 px-4 pt-1 pb-6 sm:pr-6 sm:pl-12">
        <Facts operation={operation} />
        <CodeBlock label="Try it" code={curlOf(operation, window.location.origin)} />
        <FieldTable title="Parameters" fields={operation.parameters} input />
        <FieldTable title="Body" fields={operation.body?.fields ?? []} input />
        <Answer reply={operation.reply} />
        <Refusals operation={operation} />
      </div>
    </details>
  );
}

function Method({ name }: { name: string }) {
  return (
    <span className={classes("font-bold font-mono text-xs", name === "GET" ? "text-glass" : "text-roe-text")}>
      {name}
    </span>
  );
}

function Facts({ operation }: { operation: Operation }) {
  const { id, description, caller, limits, idempotency } = operation;
  return (
    <div className="space-y-3 text-sm">
      {description ? (
        <p className="text-pretty">
          <Prose text={description} />
        </p>
      ) : null}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-ink-soft">
        <Fact name="Who">
          <Prose text={caller} />
        </Fact>
        {limits.length > 0 ? <Fact name="Limits">{limits.map(limitInWords).join(" · ")}</Fact> : null}
        {idempotency === "none" ? null : <Fact name="Repeats">Idempotency-Key {idempotency}</Fact>}
        <Fact name="Link">
          <a href={`#${id}`} className="inline-flex items-center gap-1 text-ink underline underline-offset-2">
            <Link2 className="size-3.5" aria-hidden />
            {id}
          </a>
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

const WINDOWS: Record<number, string> = {
  60000: "a minute",
  600000: "in ten minutes",
  3600000: "an hour",
  86400000: "a day",
};

function limitInWords({ name, quota, windowMs, per }: LimitDocument): string {
  const window = WINDOWS[windowMs] ?? `in ${windowMs / 1000} s`;
  return `${name}: ${quota.toLocaleString("en")} ${window} per ${per}`;
}

function Answer({ reply: { status, type, fields, example } }: { reply: Operation["reply"] }) {
  const title =
    type === null || type === "application/json" ? `Answer ${status}` : `Answer ${status}, ${type}`;
  if (fields.length === 0 && example === undefined) {
    return (
      <p className="text-[0.8125rem]">
        <span className="font-semibold">{title}</span>
        {status === 204 ? <span className="text-ink-soft"> without a body</span> : null}
      </p>
    );
  }
  return (
    <>
      <FieldTable title={title} fields={fields} input={false} />
      {example === undefined ? null : (
        <CodeBlock label={`Example of answer ${status}`} code={JSON.stringify(example, null, 2)} />
      )}
    </>
  );
}

function Refusals({ operation: { refusals } }: { operation: Operation }) {
  return (
    <div className="text-[0.8125rem]">
      <h3 className="mb-1.5 font-semibold">Refusals</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {refusals.map(({ status, codes }) => (
          <Fact key={status} name={`${status}`}>
            <span className="flex flex-wrap gap-x-3 font-mono">
              {codes.map((code) => (
                <Link
                  key={code}
                  to="/problems/$code"
                  params={{ code }}
                  className="text-ink-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
                >
                  {code}
                </Link>
              ))}
            </span>
          </Fact>
        ))}
      </dl>
    </div>
  );
}
