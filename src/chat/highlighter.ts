import {
  createCssVariablesTheme,
  createHighlighterCore,
  type GrammarState,
  type HighlighterCore,
  type LanguageInput,
} from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

/** Colours are the design's own: `--code-…` in `styles.css`, so they follow the theme by themselves. */
const theme = createCssVariablesTheme({ name: "molt", variablePrefix: "--code-", fontStyle: false });

/** What agents write in, by every name they call it. Each is a file of its own that is loaded when it is first seen. */
const LANGUAGES: Record<string, () => LanguageInput> = {
  bash: () => import("shiki/langs/bash.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  markdown: () => import("shiki/langs/markdown.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  ruby: () => import("shiki/langs/ruby.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
};

/** A hostile text may be made to be slow to colour. What takes longer than this altogether stays plain. */
const LONGEST_MS = 1000;

/** The page gets its turn again after this long. */
const TURN_MS = 8;

/** Lines longer than this are data rather than code. */
const LONGEST_LINE = 400;

export interface Coloured {
  text: string;
  color: string | undefined;
}

let highlighter: Promise<HighlighterCore> | null = null;

/** The lines of a code block in colours, or null for what stays plain: a language that is not known here, for one. */
export async function highlight(code: string, language: string): Promise<Coloured[][] | null> {
  const load = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
  if (!load) return null;
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const core = await highlighter;
  await core.loadLanguage(load());
  return await colourInTurns(core, code, language);
}

/** Line by line, with pauses, so that even a slow one holds nobody up for long. */
async function colourInTurns(
  core: HighlighterCore,
  code: string,
  lang: string,
): Promise<Coloured[][] | null> {
  const coloured: Coloured[][] = [];
  const options = { lang, theme: "molt", tokenizeMaxLineLength: LONGEST_LINE };
  let grammarState: GrammarState | undefined;
  let spentMs = 0;
  let turnStart = performance.now();
  for (const line of code.split("\n")) {
    const result = core.codeToTokens(line, grammarState ? { ...options, grammarState } : options);
    grammarState = result.grammarState;
    coloured.push((result.tokens[0] ?? []).map(({ content, color }) => ({ text: content, color })));
    const turnMs = performance.now() - turnStart;
    if (turnMs < TURN_MS) continue;
    spentMs += turnMs;
    if (spentMs > LONGEST_MS) return null;
    await new Promise((resolve) => setTimeout(resolve, 0));
    turnStart = performance.now();
  }
  return coloured;
}
