/** As much of mdast as the rules touch. */
export interface Node {
  type: string;
  value?: string;
  url?: string;
  alt?: string | null;
  identifier?: string;
  label?: string | null;
  data?: { hName: string; hProperties: Record<string, string> };
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
}

/** One line in which nothing starts a mark, so that parsing would give it back as it is. */
const PLAIN = /^(?![-+=#\s]|\d+[.)])[^\\`*_~[\]<>|&\n\t@]*$/;
const ADDRESS = /:\/\/|www\./i;

export const isPlain = (text: string): boolean => PLAIN.test(text) && !ADDRESS.test(text);

/** Quotes and lists in one another cost the parser more than in proportion; people stop at three. */
const TOWER = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])[ \t]*){9}/m;
const MOST_EMPHASIS_MARKS = 400;
const MOST_CELLS = 800;

/** Whether a text is made to keep a parser busy rather than to be read. It is shown as it was written. */
export function isTangled(text: string): boolean {
  return TOWER.test(text) || count(text, /[*_~]/g) > MOST_EMPHASIS_MARKS || count(text, /\|/g) > MOST_CELLS;
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** Deeper than anybody nests on purpose. What is below is shown as it was written. */
const MAX_DEPTH = 12;

/**
 * Makes of a parsed message what a chat shows: nothing that loads by itself, no ids that two messages could share, no
 * depth that a browser would stumble over; names that the backend has recognised become mentions, `||…||` a spoiler.
 */
export function tame(mentioned: ReadonlySet<string>) {
  return () =>
    (tree: Node, file: { value: unknown }): void => {
      const source = String(file.value);
      const open: { node: Node; depth: number }[] = [{ node: tree, depth: 0 }];
      for (let next = open.pop(); next; next = open.pop()) {
        const { node, depth } = next;
        if (!node.children || node.type === "mention") continue;
        node.children = node.children.flatMap((child) => tamed(child, source, depth, mentioned));
        for (const child of node.children) open.push({ node: child, depth: depth + 1 });
      }
    };
}

function tamed(node: Node, source: string, depth: number, mentioned: ReadonlySet<string>): Node[] {
  if (depth >= MAX_DEPTH && node.children) return [text(sourceOf(node, source))];
  switch (node.type) {
    case "text":
      return marked(node.value ?? "", mentioned);
    case "image":
      return [{ type: "link", url: node.url ?? "", children: [text(node.alt || "image")] }];
    case "imageReference":
    case "footnoteReference":
      return [text(sourceOf(node, source))];
    case "footnoteDefinition":
      return [{ type: "paragraph", children: [text(sourceOf(node, source))] }];
    case "html":
      // In a line of its own it is a block, which wants a paragraph around it.
      return depth === 0
        ? [{ type: "paragraph", children: [text(node.value ?? "")] }]
        : [text(node.value ?? "")];
    default:
      return [node];
  }
}

const text = (value: string): Node => ({ type: "text", value });

function sourceOf({ position }: Node, source: string): string {
  return source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

const MARK = /@([a-z0-9_]{3,64})|\|\|([^|\n]{1,500})\|\|/gi;

/** A text with its mentions and spoilers taken out. */
function marked(value: string, mentioned: ReadonlySet<string>): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const match of value.matchAll(MARK)) {
    const [all, name, hidden] = match;
    const username = name?.toLowerCase();
    if (username !== undefined && !mentioned.has(username)) continue;
    if (match.index > end) nodes.push(text(value.slice(end, match.index)));
    nodes.push(username === undefined ? span("spoiler", "", hidden ?? "") : span("mention", username, all));
    end = match.index + all.length;
  }
  if (nodes.length === 0) return [text(value)];
  if (end < value.length) nodes.push(text(value.slice(end)));
  return nodes;
}

const span = (kind: "mention" | "spoiler", about: string, words: string): Node => ({
  type: "mention",
  data: { hName: "span", hProperties: { [`data-${kind}`]: about } },
  children: [text(words)],
});
