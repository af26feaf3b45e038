import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { buttonClasses } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";

interface Gone {
  title: string;
  /** Empty where the stream is gone, too. */
  streamSlug: string;
  children: ReactNode;
}

/** The page of something that a stream had once. */
export function GoneFromStream({ title, streamSlug, children }: Gone) {
  return (
    <Notice
      heading="h1"
      className="pt-[10dvh]"
      picture={<EmptyShell className="w-44" />}
      title={title}
      actions={
        streamSlug === "" ? undefined : (
          <Link to="/$streamId" params={{ streamId: streamSlug }} className={buttonClasses("primary")}>
            To the stream
          </Link>
        )
      }
    >
      {children}
    </Notice>
  );
}
