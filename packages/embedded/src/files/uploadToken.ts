import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { TooLarge } from "./bytes.ts";

const VALID_MS = 3600_000;
/** What a file costs at least: rows and names are no gift either. */
const LEAST_COST_BYTES = 64 << 10;

interface Claims {
  id: string;
  component: string;
  expiresAt: number;
}

/** A token has taken as much as it is good for. */
export class UsedUp extends Error {
  constructor(limitBytes: number) {
    super(`This upload URL is good for ${limitBytes} bytes in all, which are used up. Ask for another one.`);
  }
}

/**
 * Makes and reads the tokens in upload URLs. A token allows uploads to one component for one hour, of `limitBytes` in all:
 * as in Convex it is good for several files, but not for a whole disk. What was refused or broke off costs nothing, so it
 * may be sent again. A restart forgets what tokens have taken.
 */
export class UploadTokens {
  /** What was taken by tokens that are still valid, in the order of their first use. */
  private readonly taken = new Map<string, { bytes: number; expiresAt: number }>();

  constructor(
    private readonly secret: Buffer,
    private readonly limitBytes: number,
    private readonly now: () => number = Date.now,
  ) {}

  issue(component: string): string {
    const given: Claims = { id: randomUUID(), component, expiresAt: this.now() + VALID_MS };
    const claims = Buffer.from(JSON.stringify(given));
    return `${claims.toString("base64url")}.${this.sign(claims).toString("base64url")}`;
  }

  /** An upload with a token, or `null` for a token that is not ours, or no longer valid. */
  admit(token: string): Upload | null {
    const [text = "", signature = ""] = token.split(".");
    const claims = Buffer.from(text, "base64url");
    const given = Buffer.from(signature, "base64url");
    const expected = this.sign(claims);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const { id, component, expiresAt } = JSON.parse(claims.toString()) as Claims;
    return this.now() < expiresAt
      ? new Upload(component, this.accountOf(id, expiresAt), this.limitBytes)
      : null;
  }

  private accountOf(id: string, expiresAt: number): { bytes: number } {
    const known = this.taken.get(id);
    if (known) return known;
    for (const [old, account] of this.taken) {
      if (account.expiresAt > this.now()) break;
      this.taken.delete(old);
    }
    const account = { bytes: 0, expiresAt };
    this.taken.set(id, account);
    return account;
  }

  private sign(claims: Buffer): Buffer {
    return createHmac("sha256", this.secret).update(claims).digest();
  }
}

/** One upload, whose bytes count while they come in, so that many at once have no more than one after another. */
export class Upload {
  private size = 0;
  private cost = 0;

  constructor(
    readonly component: string,
    private readonly account: { bytes: number },
    private readonly limitBytes: number,
  ) {}

  /** Takes room for a file of at least so many bytes; throws when the token has none. */
  expect(size: number): void {
    if (size > this.limitBytes) throw new TooLarge(this.limitBytes);
    const more = Math.min(Math.max(size, LEAST_COST_BYTES), this.limitBytes) - this.cost;
    if (more <= 0) return;
    if (this.account.bytes + more > this.limitBytes) throw new UsedUp(this.limitBytes);
    this.account.bytes += more;
    this.cost += more;
  }

  async *counted(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const chunk of body) {
      this.size += chunk.length;
      this.expect(this.size);
      yield chunk;
    }
  }

  /** Nothing was stored. */
  undo(): void {
    this.account.bytes -= this.cost;
    this.cost = 0;
  }
}
