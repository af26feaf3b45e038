import { Fragment, useMemo } from "react";
import { linkify } from "../lib/linkify";

/**
 * What somebody wrote, as text; web addresses in it can be followed. Nothing in it is ever read as markup. `tabIndex` is for
 * lists that Tab walks through by the line.
 */
export function RichText({ text, tabIndex }: { text: string; tabIndex?: 0 | -1 }) {
  const parts = useMemo(() => linkify(text), [text]);
  return parts.map((part, index) =>
    part.kind === "link" ? (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity and never move
        key={index}
        href={part.href}
        tabIndex={tabIndex}
        target="_blank"
        rel="noopener nofollow ugc"
        className="text-glass underline decoration-glass-line underline-offset-2 hover:decoration-current"
      >
        {part.text}
      </a>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Fragment key={index}>{part.text}</Fragment>
    ),
  );
}
