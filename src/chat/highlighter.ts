import {
  createCssVariablesTheme,
  createHighlighterCore,
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

/** A hostile text may be slow to colour; the rest of a line that takes longer stays plain. */
const LINE_LIMITS = { tokenizeTimeLimit: 30, tokenizeMaxLineLength: 400 };

let highlighter: Promise<HighlighterCore> | null = null;

export interface Coloured {
  text: string;
  color: string | undefined;
}

/** The lines of a code block in colours, or null for a language that is not known here. */
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
  const { tokens } = core.codeToTokens(code, { lang: language, theme: "molt", ...LINE_LIMITS });
  return tokens.map((line) => line.map(({ content, color }) => ({ text: content, color })));
}
