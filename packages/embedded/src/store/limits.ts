/**
 * The limits of one transaction, the same as on Convex, so that an app that works here also works there
 * (https://docs.convex.dev/production/state/limits).
 */
export const LIMITS = {
  documentBytes: 1 << 20,
  documentNesting: 16,
  functionArgsBytes: 16 << 20,
  functionResultBytes: 16 << 20,
  documentsRead: 32_000,
  bytesRead: 16 << 20,
  reads: 4_096,
  documentsWritten: 16_000,
  bytesWritten: 16 << 20,
  nestedCalls: 8,
  scheduledPerMutation: 1_000,
  scheduledArgsBytes: 16 << 20,
  logLines: 256,
} as const;

const ADVICE =
  "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.";

/** What a transaction has used so far. Each count throws with Convex's message when it passes its limit. */
export class Usage {
  documentsRead = 0;
  bytesRead = 0;
  reads = 0;
  documentsWritten = 0;
  bytesWritten = 0;
  functionsScheduled = 0;
  scheduledArgsBytes = 0;

  countRead(bytes: number): void {
    this.bytesRead += bytes;
    if (++this.documentsRead > LIMITS.documentsRead)
      throw new Error(
        `Too many documents read in a single function execution (limit: ${LIMITS.documentsRead}). ${ADVICE}`,
      );
    if (this.bytesRead > LIMITS.bytesRead)
      throw new Error(
        `Too many bytes read in a single function execution (limit: ${LIMITS.bytesRead} bytes). ${ADVICE}`,
      );
  }

  countInterval(): void {
    if (++this.reads > LIMITS.reads)
      throw new Error(`Too many reads in a single function execution (limit: ${LIMITS.reads}). ${ADVICE}`);
  }

  countWrite(bytes: number): void {
    this.bytesWritten += bytes;
    if (++this.documentsWritten > LIMITS.documentsWritten)
      throw new Error(`Too many writes in a single function execution (limit: ${LIMITS.documentsWritten})`);
    if (this.bytesWritten > LIMITS.bytesWritten)
      throw new Error(
        `Too many bytes written in a single function execution (limit: ${LIMITS.bytesWritten} bytes)`,
      );
  }

  countScheduled(argsBytes: number): void {
    this.scheduledArgsBytes += argsBytes;
    if (++this.functionsScheduled > LIMITS.scheduledPerMutation)
      throw new Error(
        `Too many functions scheduled by this mutation (limit: ${LIMITS.scheduledPerMutation})`,
      );
    if (this.scheduledArgsBytes > LIMITS.scheduledArgsBytes)
      throw new Error(
        `Too large total size of the arguments of scheduled functions from this mutation (limit: ${LIMITS.scheduledArgsBytes} bytes)`,
      );
  }
}
