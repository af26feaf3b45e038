/** One thing that must be there before Molt can be used. */
export type HealthCheck = { name: string; passes(): Promise<boolean> };

export type HealthReport = { status: "ok" } | { status: "starting" | "degraded"; failing: string };

const PROBE_TIMEOUT_MS = 1000;

/**
 * Runs all checks at once and names the first that fails. "starting" turns into "degraded" once all was well. Anybody may ask, so
 * those who ask meanwhile get the same answer.
 */
export class Health {
  readonly #checks: HealthCheck[];
  #wasWell = false;
  #looking: Promise<HealthReport> | null = null;

  constructor(checks: HealthCheck[]) {
    this.#checks = checks;
  }

  report(): Promise<HealthReport> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<HealthReport> {
    const results = await Promise.all(this.#checks.map((check) => check.passes().catch(() => false)));
    const failing = this.#checks.find((_, at) => !results[at]);
    if (failing) return { status: this.#wasWell ? "degraded" : "starting", failing: failing.name };
    this.#wasWell = true;
    return { status: "ok" };
  }
}

/** Whether something answers HTTP there; with `expectedStatus`, whether it answers exactly that. */
export async function answersHttp(
  url: string,
  { expectedStatus, method = "GET" }: { expectedStatus?: number; method?: "GET" | "OPTIONS" } = {},
): Promise<boolean> {
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  const response = await fetch(url, { method, redirect: "manual", signal });
  await response.body?.cancel();
  return expectedStatus === undefined || response.status === expectedStatus;
}
