import util from "node:util";

type Style = Parameters<typeof util.styleText>[0];

/** Colours for a terminal; plain text for a pipe, for CI and for whoever sets NO_COLOR. */
export function paint(style: Style, text: string): string {
  // A Node that is too old for us has no styleText, and is told so in plain words.
  const isPlain = !process.stdout.isTTY || process.env.NO_COLOR !== undefined || !("styleText" in util);
  return isPlain ? text : util.styleText(style, text);
}

export function say(text: string): void {
  console.log(`  ${text}`);
}

export function complain(text: string): void {
  console.error(`  ${paint("red", "✗")} ${text}`);
}

/** What the API writes about each request that went as requests go. It is for the log file. */
const REQUEST_LINE = /"level":"info","event":"request/;

/** A line that a child wrote, with the child's name before it. A line for each request would drown all others. */
export function echo(child: string, line: string): void {
  if (REQUEST_LINE.test(line)) return;
  console.log(paint("dim", `  ${child.padEnd(8)} │ ${line}`));
}

/** Two columns, the first as wide as its longest entry. */
export function table(rows: Array<readonly [string, string]>): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `  ${paint("dim", label.padEnd(width))}   ${value}`).join("\n");
}
