import { createHmac, timingSafeEqual } from "node:crypto";

const VALID_MS = 3600_000;

/** Makes and reads the tokens in upload URLs. A token allows uploads to one component for one hour. */
export class UploadTokens {
  constructor(
    private readonly secret: Buffer,
    private readonly now: () => number = Date.now,
  ) {}

  issue(component: string): string {
    const claims = Buffer.from(JSON.stringify({ component, expiresAt: this.now() + VALID_MS }));
    return `${claims.toString("base64url")}.${this.sign(claims).toString("base64url")}`;
  }

  /** The component that a token is for, or `null` for one that is not ours, or no longer valid. */
  componentOf(token: string): string | null {
    const [text = "", signature = ""] = token.split(".");
    const claims = Buffer.from(text, "base64url");
    const given = Buffer.from(signature, "base64url");
    const expected = this.sign(claims);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const { component, expiresAt } = JSON.parse(claims.toString()) as {
      component: string;
      expiresAt: number;
    };
    return this.now() < expiresAt ? component : null;
  }

  private sign(claims: Buffer): Buffer {
    return createHmac("sha256", this.secret).update(claims).digest();
  }
}
