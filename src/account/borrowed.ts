import type { Memory } from "../lib/storage";

/**
 * A sign-in of another provider of identities, which this device uses while it has none of its own. Its tokens are as good
 * over HTTP and on live connections.
 */
export interface Lender {
  /** Names the sign-in; another one after signing in anew. */
  family: string;
  /** A token that works for a while, or null when the sign-in has ended. */
  token: (renew: boolean) => Promise<string | null>;
  end: () => Promise<void>;
}

/** Which sign-in was lent last. Nobody can use it as one: it keeps a reload from looking signed out. */
export const BORROWED_KEY = "molt.session.borrowed";

/** What is lent to this device, also while it is not known yet whether it still is: the provider's own code comes late. */
export class Borrowed {
  private lender: Lender | null | undefined;
  private waiting: (() => void)[] = [];

  constructor(private readonly parts: { memory: Memory; isOffered: boolean }) {
    if (!parts.isOffered) this.lender = null;
  }

  get family(): string | null {
    if (!this.parts.isOffered) return null;
    return this.lender?.family ?? (this.lender === null ? null : this.parts.memory.read(BORROWED_KEY));
  }

  /** The provider has said who is signed in with it, or that nobody is. */
  arrive(lender: Lender | null): void {
    this.lender = lender;
    this.parts.memory.write(BORROWED_KEY, lender?.family ?? null);
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  /** Waits for the provider when it has not said anything yet. */
  async token(renew: boolean): Promise<string | null> {
    if (this.lender === undefined) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return (await this.lender?.token(renew)) ?? null;
  }

  end(): void {
    const { lender } = this;
    if (!lender) return;
    this.arrive(null);
    void lender.end().catch(() => undefined); // It ends by itself, later.
  }
}
