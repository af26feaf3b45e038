import type { TestResult } from "vitest/node";

type Verdict = "held" | "broken" | "skipped";

const MARK: Record<Verdict, string> = { held: "✓", broken: "✗", skipped: "–" };

/** Tells test by test, and at the end promise by promise, what held. */
export class Verdicts {
  private readonly promises = new Map<string, Verdict[]>();
  private readonly counts: Record<Verdict, number> = { held: 0, broken: 0, skipped: 0 };

  /** Takes the outcome of a test whose name begins with the promises that it proves: `SY1, SY2: …`. */
  add(name: string, result: TestResult): void {
    const verdict = result.state === "passed" ? "held" : result.state === "skipped" ? "skipped" : "broken";
    for (const promise of promisesOf(name))
      this.promises.set(promise, [...(this.promises.get(promise) ?? []), verdict]);
    this.say(verdict, name);
    if (result.state === "skipped") console.log(`      ${result.note ?? "no reason was given"}`);
    if (result.state === "failed") for (const { message } of result.errors) console.log(indented(message));
  }

  /** A file that could not be tried. */
  broken(file: string, reason: string): void {
    this.say("broken", file);
    console.log(indented(reason));
  }

  /** Prints the sum, and returns the exit code. */
  conclude(): number {
    const { held, broken, skipped } = this.counts;
    const which = (verdict: (of: Verdict[]) => boolean) =>
      [...this.promises]
        .filter(([, of]) => verdict(of))
        .map(([name]) => name)
        .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    const failing = which((of) => of.includes("broken"));
    const untried = which((of) => of.every((one) => one === "skipped"));
    const kept = which((of) => !of.includes("broken") && of.includes("held"));
    console.log(`\n${held} tests held, ${broken} did not, ${skipped} were skipped.`);
    console.log(`Promises that held: ${kept.join(" ") || "none"}`);
    if (failing.length > 0) console.log(`Promises that did not hold: ${failing.join(" ")}`);
    if (untried.length > 0) console.log(`Promises that were not tried: ${untried.join(" ")}`);
    return broken === 0 && held > 0 ? 0 : 1;
  }

  private say(verdict: Verdict, what: string): void {
    this.counts[verdict]++;
    console.log(`  ${MARK[verdict]} ${what}`);
  }
}

function promisesOf(name: string): string[] {
  return /^([A-Z]{2}\d+(?:, [A-Z]{2}\d+)*):/.exec(name)?.[1]?.split(", ") ?? [];
}

const indented = (text: string) => text.slice(0, 600).replace(/^/gm, "      ");
