import type { ReactNode } from "react";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { GrowthRings } from "../ui/Logo";

/** What the pages on the way in stand in: one narrow card, and below it where else to go. */
export function EntryFrame(props: {
  title: string;
  intro?: ReactNode;
  below?: ReactNode;
  children: ReactNode;
}) {
  useDocumentTitle(props.title);
  return (
    <div className="relative min-h-[36rem] overflow-clip px-4 pt-[7dvh] pb-20 sm:px-6">
      <GrowthRings className="-translate-x-1/2 -top-40 -z-10 absolute left-1/2 w-[44rem] max-w-none text-line" />
      <div className="mx-auto max-w-[26rem]">
        <h1 className="display-type text-4xl">{props.title}</h1>
        {props.intro ? <p className="mt-3 text-ink-soft text-pretty">{props.intro}</p> : null}
        <div className="mt-6 rounded-3xl border border-line bg-surface p-5 shadow-lift sm:p-6">
          {props.children}
        </div>
        {props.below ? <div className="mt-5 space-y-2 text-ink-soft text-sm">{props.below}</div> : null}
      </div>
    </div>
  );
}

/** The look of a link inside of a sentence. */
export const textLink =
  "text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current";
