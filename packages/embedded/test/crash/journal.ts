/**
 * What clients know of their operations. An operation that was sent and not answered may have taken effect or
 * not; one that was acknowledged must have, once.
 */
export class Journal {
  readonly sent = new Set<string>();
  readonly acknowledged = new Set<string>();
  /** When jobs may run, by the key of the operation that scheduled them. */
  readonly jobs = new Map<string, { readonly dueAt: number; readonly isAction: boolean }>();
  private operations = 0;

  constructor(private readonly author = "") {}

  /** A name for the next operation that no other one of the test has. */
  nextKey(): string {
    const key = `${this.author}.${this.operations++}`;
    this.sent.add(key);
    return key;
  }

  acknowledge(key: string): void {
    this.acknowledged.add(key);
  }

  /** All journals as one, with the acknowledgements that there are or those of an earlier moment. */
  static union(journals: readonly Journal[], acknowledged?: ReadonlySet<string>): Journal {
    const all = new Journal();
    for (const { sent, jobs } of journals) {
      for (const key of sent) all.sent.add(key);
      for (const [key, job] of jobs) all.jobs.set(key, job);
    }
    for (const keys of acknowledged ? [acknowledged] : journals.map((journal) => journal.acknowledged))
      for (const key of keys) all.acknowledged.add(key);
    return all;
  }
}
