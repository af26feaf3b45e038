import type { ModuleSource } from "../modules/realm.ts";

/** The body of `start_push`, as the Convex CLI sends it or writes it with `--write-push-request`. */
export interface PushRequest {
  dryRun?: boolean;
  functions: string;
  appDefinition: {
    definition: ModuleSource | null;
    dependencies: string[];
    schema: ModuleSource | null;
    changedModules: ModuleSource[];
    unchangedModuleHashes: { path: string; environment: string; sha256: string }[];
    udfServerVersion: string;
  };
  componentDefinitions: {
    definitionPath: string;
    definition: ModuleSource;
    dependencies: string[];
    schema: ModuleSource | null;
    functions: ModuleSource[];
  }[];
  nodeDependencies: { name: string; version: string }[];
}

/** A push that cannot be taken; `message` is printed by the CLI. */
export class PushError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
