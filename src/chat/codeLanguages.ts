/** Other names of the languages that `highlighter.ts` knows. */
const NAMES: Record<string, string> = {
  "c++": "cpp",
  golang: "go",
  js: "javascript",
  jsx: "tsx",
  jsonc: "json",
  md: "markdown",
  py: "python",
  rb: "ruby",
  rs: "rust",
  sh: "bash",
  shell: "bash",
  ts: "typescript",
  yml: "yaml",
  zsh: "bash",
};

/** The name of a language by whatever a message calls it; null when it calls it nothing. */
export function languageOf(info: string): string | null {
  const name = info.toLowerCase();
  if (name === "") return null;
  return Object.hasOwn(NAMES, name) ? (NAMES[name] ?? name) : name;
}
