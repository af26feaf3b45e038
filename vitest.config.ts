import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** A test that hangs fails; one that runs beside many others on a small machine does not. */
const testTimeout = 30_000;

/**
 * One run, four projects: functions on convex-test and on the embedded runtime, plain Node tests, and the journeys that
 * cross folders.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "convex",
          include: ["convex/**/*.test.ts"],
          environment: "edge-runtime",
          testTimeout,
          server: { deps: { inline: ["convex-test"] } },
        },
      },
      {
        // The same tests on the embedded runtime: what passes here and there is what Convex does.
        resolve: {
          alias: {
            "convex-test": fileURLToPath(new URL("packages/embedded/testing/index.ts", import.meta.url)),
          },
        },
        test: {
          name: "convex-embedded",
          include: ["convex/**/*.test.ts"],
          environment: "node",
          testTimeout,
        },
      },
      {
        test: {
          name: "node",
          include: [
            "packages/**/*.test.ts",
            "src/**/*.test.ts",
            "scripts/**/*.test.ts",
            "examples/**/*.test.ts",
            "bench/**/*.test.ts",
          ],
          environment: "node",
          testTimeout,
          // The embedded runtime evaluates functions as ES modules of their own contexts.
          execArgv: ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
        },
      },
      {
        test: {
          name: "journeys",
          include: ["tests/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
