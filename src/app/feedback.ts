/** What goes along with an idea or a fault, so that nobody has to ask for it. */
export interface FeedbackContext {
  page: string;
  /** How the stream is doing that somebody watches, as far as the page knows. */
  stream: string | null;
  browser: string;
}

/** The text of an issue: what was written, and below a line where it was written. */
export function feedbackText(words: string, { page, stream, browser }: FeedbackContext): string {
  const facts = [`Page: ${page}`, ...(stream === null ? [] : [`Stream: ${stream}`]), `Browser: ${browser}`];
  return `${words.trim()}\n\n---\n${facts.join("\n")}\n`;
}

/** The first line, as a title. */
export function feedbackTitle(words: string): string {
  const [line = ""] = words.trim().split("\n");
  return line.length <= 80 ? line : `${line.slice(0, 79).trimEnd()}…`;
}

/** The tracker's page for a new issue with everything filled in, as GitHub and Gitea read it; null without a tracker. */
export function issueUrl(tracker: string | undefined, title: string, text: string): string | null {
  if (!tracker || !URL.canParse(tracker) || !/^https?:/.test(tracker)) return null;
  const url = new URL(tracker);
  url.searchParams.set("title", title);
  url.searchParams.set("body", text);
  return url.href;
}
