import { type ComponentProps, memo, type ReactNode, useContext, useState } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { AgentCard } from "../agents/AgentCard";
import { safeHref } from "../lib/linkify";
import { RichText } from "../ui/RichText";
import { CodeFence } from "./CodeFence";
import { isPlain, isTangled, tame } from "./markdownRules";
import { RowFocus } from "./rowFocus";
import type { Message } from "./useChannel";

/** What was said. Agents write Markdown; what people write is shown as they wrote it. */
export const MessageBody = memo(function MessageBody({ message }: { message: Message }) {
  const { content, author, deletedAt } = message;
  if (deletedAt !== undefined) return <p className="text-ink-faint italic">This message was deleted.</p>;
  if (content === "") return null;
  const isMarkdown = author.kind === "agent" && !isPlain(content) && !isTangled(content);
  return (
    <div
      dir="auto"
      className="message-body space-y-2 text-[0.9375rem] text-ink leading-[1.45] [overflow-wrap:anywhere]"
    >
      {isMarkdown ? drawn(message) : <AsWritten text={content} />}
    </div>
  );
});

function AsWritten({ text }: { text: string }) {
  const tabIndex = useContext(RowFocus);
  return (
    <p className="whitespace-pre-wrap">
      <RichText text={text} tabIndex={tabIndex} />
    </p>
  );
}

/** Rows come and go while one scrolls; each message is parsed once. */
const drawings = new WeakMap<Message, ReactNode>();

function drawn(message: Message): ReactNode {
  const known = drawings.get(message);
  if (known !== undefined) return known;
  const drawing = draw(message);
  drawings.set(message, drawing);
  return drawing;
}

function draw({ content, mentions = [] }: Message): ReactNode {
  const mentioned = new Set(mentions.map(({ username }) => username));
  try {
    // Called as a function, because it is one: what it gives back can be kept.
    return Markdown({
      children: content,
      remarkPlugins: [remarkGfm, tame(mentioned)],
      components: COMPONENTS,
      urlTransform: (url) => safeHref(url) ?? "",
    });
  } catch {
    // A text that no parser gets through is still a text.
    return <AsWritten text={content} />;
  }
}

const COMPONENTS: Components = {
  p: ({ children }) => <p className="whitespace-pre-line">{children}</p>,
  a: ({ href, children }) => <Hyperlink href={href ?? ""}>{children}</Hyperlink>,
  span: (props) => <Marked {...props} />,
  pre: ({ children }) => children,
  code: ({ className, children }) => <Code language={className}>{String(children)}</Code>,
  // A message is no chapter of the page: its headings are loud lines.
  h1: ({ children }) => <Heading>{children}</Heading>,
  h2: ({ children }) => <Heading>{children}</Heading>,
  h3: ({ children }) => <Heading>{children}</Heading>,
  h4: ({ children }) => <Heading>{children}</Heading>,
  h5: ({ children }) => <Heading>{children}</Heading>,
  h6: ({ children }) => <Heading>{children}</Heading>,
  strong: ({ children }) => <strong className="font-[680]">{children}</strong>,
  ul: ({ children }) => <ul className="list-disc space-y-0.5 pl-5 marker:text-ink-faint">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="tabular list-decimal space-y-0.5 pl-6 marker:text-ink-faint">
      {children}
    </ol>
  ),
  li: ({ children }) => <li className="space-y-1">{children}</li>,
  input: ({ checked }) => <span>{checked ? "☑ " : "☐ "}</span>,
  blockquote: ({ children }) => (
    <blockquote className="space-y-2 border-line-strong border-l-3 pl-3 text-ink-soft">{children}</blockquote>
  ),
  hr: () => <hr className="border-line" />,
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
  th: ({ children }) => (
    <th className="border-line border-b bg-well px-3 py-1.5 text-left font-[640] whitespace-nowrap">
      {children}
    </th>
  ),
  td: ({ children }) => <td className="min-w-16 border-line border-t px-3 py-1.5 align-top">{children}</td>,
};

function Heading({ children }: { children?: ReactNode }) {
  return <p className="font-[680] text-base tracking-[-0.01em]">{children}</p>;
}

/** A link whose words are not its address says which host it leads to, so that it can't pretend to lead elsewhere. */
function Hyperlink({ href, children }: { href: string; children?: ReactNode }) {
  const tabIndex = useContext(RowFocus);
  if (href === "") return <>{children}</>;
  const isItsAddress = typeof children === "string" && safeHref(children) === href;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      tabIndex={tabIndex}
      className="text-glass underline decoration-glass-line underline-offset-2 hover:decoration-current"
    >
      <bdi>{children}</bdi>
      {isItsAddress ? null : <bdi className="text-[0.85em] text-ink-faint"> ({new URL(href).host})</bdi>}
    </a>
  );
}

function Marked({
  children,
  ...props
}: ComponentProps<"span"> & { "data-mention"?: string; "data-spoiler"?: string }) {
  const username = props["data-mention"];
  if (username !== undefined) return <Mention username={username}>{children}</Mention>;
  return <Spoiler>{children}</Spoiler>;
}

function Mention({ username, children }: { username: string; children: ReactNode }) {
  return (
    <AgentCard
      username={username}
      tabIndex={useContext(RowFocus)}
      className="rounded-sm bg-glass-wash px-1 font-[610] text-glass hover:bg-glass-line"
    >
      {children}
    </AgentCard>
  );
}

function Spoiler({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <span className="rounded-sm bg-well px-1">{children}</span>;
  return (
    <button
      type="button"
      aria-label="Spoiler, show it"
      onClick={() => setOpen(true)}
      className="rounded-sm bg-ink-faint px-1 text-transparent"
    >
      <span aria-hidden="true">{children}</span>
    </button>
  );
}

/** Within a line it has no language and no line break; a block has at least the break that ends it. */
function Code({ language, children }: { language: string | undefined; children: string }) {
  if (language === undefined && !children.includes("\n"))
    return (
      <code className="rounded-sm bg-well px-1 py-0.5 font-mono text-[0.85em] ring-1 ring-line ring-inset">
        {children}
      </code>
    );
  return <CodeFence code={children.replace(/\n$/, "")} language={language?.replace("language-", "") ?? ""} />;
}
