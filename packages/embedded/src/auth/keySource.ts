import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";

/** The keys of an issuer, and the name it gives itself. */
export interface IssuerKeys {
  readonly jwks: JSONWebKeySet;
  readonly issuer: string;
}

interface Loaded<Proof> {
  readonly issuer: string;
  readonly find: JWTVerifyGetKey;
  readonly at: number;
  readonly proofs: Map<string, Proof>;
}

/** Keys that an issuer has withdrawn are accepted for this long at most, as long as it can be asked. */
const FRESH_MS = 10 * 60_000;
/** While the issuer does not answer, its last keys stay good for this long. */
const USABLE_MS = 60 * 60_000;
/** Anybody can send a token with an unknown key id; the issuer is asked this often at once, then slowly. */
const BURST = 5;
const NEXT_REQUEST_MS = 10_000;

/**
 * The public keys of one provider, fetched when they are needed first and again when a token names a key that is
 * not among them. Many tokens at once cause one request.
 */
export class KeySource<Proof> {
  private loaded: Loaded<Proof> | null = null;
  private loading: Promise<void> | null = null;
  private lastFailure: unknown = null;
  private allowance = BURST;
  private allowedAt: number;

  constructor(
    private readonly load: () => Promise<IssuerKeys>,
    private readonly now: () => number,
  ) {
    this.allowedAt = now();
  }

  /** What was found proved by the present keys; gone with them, and null when there are none or they have to be renewed. */
  get proofs(): Map<string, Proof> | null {
    return this.loaded && this.age(this.loaded) <= FRESH_MS ? this.loaded.proofs : null;
  }

  /** The issuer as it writes itself. Throws while its keys cannot be had. */
  async issuer(): Promise<string> {
    return (await this.current()).issuer;
  }

  /** The key for a token, for `jwtVerify`. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const before = this.loaded;
    const current = await this.current();
    try {
      return await current.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || current !== before) throw error;
      // The issuer may have made a new key since we asked.
      await this.refresh();
      return this.loaded!.find(header, token);
    }
  };

  private async current(): Promise<Loaded<Proof>> {
    if (!this.loaded || this.age(this.loaded) > FRESH_MS) await this.refresh();
    if (!this.loaded || this.age(this.loaded) > USABLE_MS) throw this.lastFailure;
    return this.loaded;
  }

  private age({ at }: Loaded<Proof>): number {
    return this.now() - at;
  }

  /** Asks the issuer, unless it has been asked too often. A failure leaves the keys as they were. */
  private refresh(): Promise<void> {
    this.loading ??= this.request().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  private async request(): Promise<void> {
    const now = this.now();
    this.allowance = Math.min(BURST, this.allowance + (now - this.allowedAt) / NEXT_REQUEST_MS);
    this.allowedAt = now;
    if (this.allowance < 1) return;
    this.allowance--;
    try {
      const { jwks, issuer } = await this.load();
      this.loaded = { issuer, find: createLocalJWKSet(jwks), at: this.now(), proofs: new Map() };
    } catch (error) {
      this.lastFailure = error;
    }
  }
}
