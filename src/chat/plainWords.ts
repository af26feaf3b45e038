/** An excerpt is plain words; Markdown's marks would only be noise in it. */
export const withoutMarks = (excerpt: string): string => excerpt.replace(/[*_~`#|>]+|^- /g, "").trim();
