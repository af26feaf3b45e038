import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { ModuleSource } from "./realm.ts";

const FRAME = /^\s*at (?:(?<name>.*?) \()?(?<file>[^()\s]+):(?<line>\d+):(?<column>\d+)\)?$/;

/**
 * Rewrites a stack of bundled code into one of the author's files, e.g. `at handler (../convex/chat.ts:12:5)`.
 * Frames of the runtime itself are left out. Source maps are read here only, on the way of an error.
 */
export class StackMapper {
  private readonly sources: Map<string, ModuleSource>;
  private readonly maps = new Map<string, TraceMap | null>();

  constructor(modules: readonly ModuleSource[]) {
    this.sources = new Map(modules.map((module) => [module.path, module]));
  }

  map(stack: string): string {
    const frames: string[] = [];
    for (const line of stack.split("\n")) {
      const frame = FRAME.exec(line)?.groups;
      if (!frame || !this.sources.has(frame.file!)) continue;
      const original = this.original(frame.file!, Number(frame.line), Number(frame.column));
      if (original.includes("node_modules/convex/")) continue;
      frames.push(`    at ${frame.name ? `${frame.name} (${original})` : original}`);
    }
    return frames.join("\n");
  }

  private original(file: string, line: number, column: number): string {
    const map = this.mapOf(file);
    const found = map && originalPositionFor(map, { line, column: column - 1 });
    // The CLI writes sources relative to its bundle, two folders below the project.
    return found?.source
      ? `${found.source.replace(/^(\.\.\/)+/, "../")}:${found.line}:${found.column + 1}`
      : `${file}:${line}:${column}`;
  }

  private mapOf(file: string): TraceMap | null {
    let map = this.maps.get(file);
    if (map === undefined) {
      const text = this.sources.get(file)?.sourceMap;
      map = text ? new TraceMap(text) : null;
      this.maps.set(file, map);
    }
    return map;
  }
}
