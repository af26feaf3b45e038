#!/usr/bin/env node
// User modules are evaluated as ES modules of their own contexts, which Node.js offers behind a flag. A flag
// must be there when the process starts, so a process without it replaces itself by one that has it.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { register } from "tsx/esm/api";

if (vm.SourceTextModule) {
  register();
  await import("../src/cli.ts");
} else {
  const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  const stdio = process.send ? ["inherit", "inherit", "inherit", "ipc"] : "inherit";
  const child = spawn(
    process.execPath,
    [...flags, fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    { stdio },
  );
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  process.on("disconnect", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
