/** The HTML that puts a player on a page. Whatever the title holds stays a title. */
export function frameCode(url: string, title: string, isWide: boolean): string {
  return [
    `<iframe src="${escaped(url)}" title="${escaped(title)}"`,
    `  width="${isWide ? 960 : 640}" height="360" style="border:0"`,
    `  allow="autoplay; fullscreen; picture-in-picture" allowfullscreen></iframe>`,
  ].join("\n");
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
