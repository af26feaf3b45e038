import type { ReactNode } from "react";
import { classes } from "../lib/classes";
import { Button } from "./Button";

/** A calm full stop in place of content: nothing here, not found, failed. */
export function Notice(props: {
  title: string;
  picture?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  heading?: "h1" | "h2";
  className?: string;
}) {
  const Heading = props.heading ?? "h2";
  return (
    <div
      className={classes(
        "mx-auto flex max-w-md flex-col items-center px-6 py-10 text-center",
        props.className,
      )}
    >
      {props.picture}
      <Heading className="mt-5 font-[620] text-xl tracking-[-0.02em]">{props.title}</Heading>
      {props.children ? <div className="mt-2 text-ink-soft text-pretty">{props.children}</div> : null}
      {props.actions ? <div className="mt-6 flex flex-wrap justify-center gap-3">{props.actions}</div> : null}
    </div>
  );
}

/** What stands in place of live data that could not be loaded. */
export function FailedNotice(props: {
  what: string;
  onRetry: () => void;
  heading?: "h1" | "h2";
  className?: string;
}) {
  const { what, onRetry, heading, className } = props;
  return (
    <div role="alert" className={className}>
      <Notice
        heading={heading}
        title={`${what} could not be loaded`}
        actions={<Button onClick={onRetry}>Try again</Button>}
      >
        The rest of the page keeps working.
      </Notice>
    </div>
  );
}
