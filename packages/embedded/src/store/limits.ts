/**
 * The limits of one transaction, the same as on Convex, so that an app that works here also works there
 * (https://docs.convex.dev/production/state/limits).
 */
export const LIMITS = {
  documentBytes: 1 << 20,
  documentNesting: 16,
  functionArgsBytes: 16 << 20,
  functionResultBytes: 16 << 20,
  nestedCalls: 8,
  logLines: 256,
} as const;

/** What a transaction may use, by the names of `transactionLimits` and `getTransactionMetrics`. */
const TRANSACTION_LIMITS = {
  bytesRead: 16 << 20,
  bytesWritten: 16 << 20,
  databaseQueries: 4_096,
  documentsRead: 32_000,
  documentsWritten: 16_000,
  functionsScheduled: 1_000,
  scheduledFunctionArgsBytes: 16 << 20,
  // Convex publishes no figures for files in mutations. Here the others wait while they are written.
  filesWritten: 100,
  fileWriteBytes: 16 << 20,
  filesRead: 100,
  fileReadBytes: 16 << 20,
};

type Counts = Record<keyof typeof TRANSACTION_LIMITS, number>;

const ADVICE =
  "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.";

/** What a transaction has used so far. Each count throws with Convex's message when it passes its limit. */
export class Usage {
  private used: Counts = { ...NOTHING };
  private limits: Readonly<Counts> = TRANSACTION_LIMITS;

  reset(): void {
    this.used = { ...NOTHING };
  }

  countRead(bytes: number): void {
    const { used, limits } = this;
    used.bytesRead += bytes;
    if (++used.documentsRead > limits.documentsRead)
      throw new Error(
        `Too many documents read in a single function execution (limit: ${limits.documentsRead}). ${ADVICE}`,
      );
    if (used.bytesRead > limits.bytesRead)
      throw new Error(
        `Too many bytes read in a single function execution (limit: ${limits.bytesRead} bytes). ${ADVICE}`,
      );
  }

  countInterval(): void {
    const { used, limits } = this;
    if (++used.databaseQueries > limits.databaseQueries)
      throw new Error(
        `Too many reads in a single function execution (limit: ${limits.databaseQueries}). ${ADVICE}`,
      );
  }

  countWrite(bytes: number): void {
    const { used, limits } = this;
    used.bytesWritten += bytes;
    if (++used.documentsWritten > limits.documentsWritten)
      throw new Error(`Too many writes in a single function execution (limit: ${limits.documentsWritten})`);
    if (used.bytesWritten > limits.bytesWritten)
      throw new Error(
        `Too many bytes written in a single function execution (limit: ${limits.bytesWritten} bytes)`,
      );
  }

  countScheduled(argsBytes: number): void {
    const { used, limits } = this;
    used.scheduledFunctionArgsBytes += argsBytes;
    if (++used.functionsScheduled > limits.functionsScheduled)
      throw new Error(`Too many functions scheduled by this mutation (limit: ${limits.functionsScheduled})`);
    if (used.scheduledFunctionArgsBytes > limits.scheduledFunctionArgsBytes)
      throw new Error(
        `Too large total size of the arguments of scheduled functions from this mutation (limit: ${limits.scheduledFunctionArgsBytes} bytes)`,
      );
  }

  countFileWrite(bytes: number): void {
    const { used, limits } = this;
    used.fileWriteBytes += bytes;
    if (++used.filesWritten > limits.filesWritten)
      throw new Error(`Too many files stored by this mutation (limit: ${limits.filesWritten})`);
    if (used.fileWriteBytes > limits.fileWriteBytes)
      throw new Error(
        `Too many bytes of files stored by this mutation (limit: ${limits.fileWriteBytes} bytes)`,
      );
  }

  countFileRead(bytes: number): void {
    const { used, limits } = this;
    used.fileReadBytes += bytes;
    if (++used.filesRead > limits.filesRead)
      throw new Error(`Too many files read by this mutation (limit: ${limits.filesRead})`);
    if (used.fileReadBytes > limits.fileReadBytes)
      throw new Error(`Too many bytes of files read by this mutation (limit: ${limits.fileReadBytes} bytes)`);
  }

  /** Remembers what has been written. The answer takes back what was counted since, reads excepted. */
  mark(): () => void {
    const before = { ...this.used };
    return () => {
      const { bytesRead, databaseQueries, documentsRead, filesRead, fileReadBytes } = this.used;
      this.used = { ...before, bytesRead, databaseQueries, documentsRead, filesRead, fileReadBytes };
    };
  }

  /** Runs `work` with so much more to use from here on, at most what is left anyway. */
  async within<T>(budget: Partial<Counts>, work: () => Promise<T>): Promise<T> {
    const outer = this.limits;
    const inner: Counts = { ...outer };
    for (const [name, more] of Object.entries(budget) as [keyof Counts, number][]) {
      if (!Number.isSafeInteger(more) || more < 0)
        throw new Error(`Invalid transaction limit: ${name} must be a whole number and not negative.`);
      if (name in inner) inner[name] = Math.min(this.used[name] + more, outer[name]);
    }
    this.limits = inner;
    try {
      return await work();
    } finally {
      this.limits = outer;
    }
  }

  metrics(): Record<keyof Counts, { used: number; remaining: number }> {
    const names = Object.keys(this.used) as (keyof Counts)[];
    const metric = (name: keyof Counts) => ({
      used: this.used[name],
      remaining: Math.max(0, this.limits[name] - this.used[name]),
    });
    return Object.fromEntries(names.map((name) => [name, metric(name)])) as ReturnType<Usage["metrics"]>;
  }
}

const NOTHING: Counts = {
  bytesRead: 0,
  bytesWritten: 0,
  databaseQueries: 0,
  documentsRead: 0,
  documentsWritten: 0,
  functionsScheduled: 0,
  scheduledFunctionArgsBytes: 0,
  filesWritten: 0,
  fileWriteBytes: 0,
  filesRead: 0,
  fileReadBytes: 0,
};
