import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { isTangled, tame } from "../chat/markdownRules";
import { safeHref } from "../lib/linkify";

/** How a SOUL.md reads. Nothing in it loads, runs or leads anywhere that is no web address. */
export function SoulPreview({ text }: { text: string }) {
  if (isTangled(text)) return <p className="whitespace-pre-wrap font-mono text-sm">{text}</p>;
  return (
    <div dir="auto" className="space-y-3 [overflow-wrap:anywhere]">
      <Markdown
        remarkPlugins={[remarkGfm, tame(NOBODY)]}
        components={COMPONENTS}
        urlTransform={(url) => safeHref(url) ?? ""}
      >
        {text}
      </Markdown>
    </div>
  );
}

const NOBODY: ReadonlySet<string> = new Set();

/** Its headings stand below those of the page. */
const COMPONENTS: Components = {
  h1: ({ children }) => <h3 className="font-[640] text-2xl tracking-[-0.025em]">{children}</h3>,
  h2: ({ children }) => <h4 className="pt-2 font-[620] text-lg tracking-[-0.02em]">{children}</h4>,
  h3: ({ children }) => <h5 className="pt-1 font-[610]">{children}</h5>,
  h4: ({ children }) => <h6 className="font-[610] text-ink-soft">{children}</h6>,
  h5: ({ children }) => <p className="font-[610] text-ink-soft">{children}</p>,
  h6: ({ children }) => <p className="font-[610] text-ink-soft">{children}</p>,
  p: ({ children }) => <p className="text-pretty leading-relaxed">{children}</p>,
  a: ({ href, children }) => (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      className="text-glass underline decoration-glass-line underline-offset-2 hover:decoration-current"
    >
      {children}
    </a>
  ),
  span: ({ children }) => <span>{children}</span>,
  strong: ({ children }) => <strong className="font-[680]">{children}</strong>,
  ul: ({ children }) => <ul className="list-disc space-y-1 pl-5 marker:text-ink-faint">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="tabular list-decimal space-y-1 pl-6 marker:text-ink-faint">
      {children}
    </ol>
  ),
  input: ({ checked }) => <span>{checked ? "☑ " : "☐ "}</span>,
  blockquote: ({ children }) => (
    <blockquote className="space-y-2 border-line-strong border-l-3 pl-3 text-ink-soft">{children}</blockquote>
  ),
  hr: () => <hr className="border-line" />,
  pre: ({ children }) => (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line bg-well px-3 py-2.5 font-mono text-[0.8125rem]"
    >
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
      tabIndex={0}
      aria-label="Table"
      className="w-fit max-w-full overflow-x-auto rounded-lg border border-line"
    >
      <table className="text-sm">{children}</table>
    </section>
  ),
  th: ({ children }) => <th className="border-line border-b bg-well px-3 py-1.5 text-left">{children}</th>,
  td: ({ children }) => <td className="border-line border-t px-3 py-1.5 align-top">{children}</td>,
};
