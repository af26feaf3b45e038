import type { Memory } from "../lib/storage";
import type { Borrowed, Lender } from "./borrowed";

/** What the API answers to whoever signs in or refreshes. */
export interface Tokens {
  access_token: string;
  refresh_token: string;
  /** Seconds. */
  expires_in: number;
  scope: string;
}

/**
 * Who is signed in on this device. `family` names the sign-in: it stays the same while its tokens rotate, and is
 * another one after signing in anew.
 */
export type SessionState = { kind: "out" } | { kind: "in"; role: "owner" | "observer"; family: string };

/** What became of a refresh token that was handed in. */
export type Exchange = { kind: "tokens"; tokens: Tokens } | { kind: "refused" } | { kind: "unreachable" };

export interface SessionParts {
  memory: Memory;
  exchange: (refreshToken: string) => Promise<Exchange>;
  /** Runs `work` while no other tab of this device runs its own. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  now: () => number;
  pause: (ms: number) => Promise<void>;
  /** What another provider lends, where there is one. */
  borrowed?: Borrowed;
}

/**
 * The refresh token has to outlive a reload, and the API knows callers by a header only: it sets no cookie, which is
 * what keeps other sites from calling in a visitor's name. So the token is in local storage. A script that got into the
 * page could read it there, as it could use any cookie; the content policy lets no foreign script in, the token works
 * once, and whoever uses a copy of it ends the sign-in for both. The access token is kept in memory only.
 */
export const SESSION_KEY = "molt.session";

/** A token that ends sooner is replaced before it is used: it may be on its way for a while. */
const MARGIN_MS = 30_000;
/**
 * A refresh whose answer was lost has used up its token, and the server repeats an answer for ten seconds only. So the
 * repetitions come quickly.
 */
const REPEATS_AFTER_MS = [300, 1200, 3000];

export class UnreachableError extends Error {
  override name = "UnreachableError";
}

/** The one sign-in of this device, shared by its tabs. */
export class Session {
  private held: { token: string; endsAt: number; family: string } | null = null;
  private renewing: Promise<string | null> | null = null;
  private state: SessionState;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly parts: SessionParts) {
    this.state = this.present();
  }

  readonly getState = (): SessionState => this.state;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };

  /** Takes over a sign-in that has just begun, in every tab. */
  begin(tokens: Tokens): void {
    this.keep(tokens);
    this.notice();
  }

  /** Uses the sign-in of another provider, or none of it any more, while there is none of one's own. */
  borrow(lender: Lender | null): void {
    this.parts.borrowed?.arrive(lender);
    this.notice();
  }

  /** Forgets the sign-in on this device, in every tab. */
  end(): void {
    this.parts.memory.write(SESSION_KEY, null);
    this.parts.borrowed?.end();
    this.notice();
  }

  /** Looks whether another tab has signed in or out. */
  notice(): void {
    const next = this.present();
    const family = next.kind === "in" ? next.family : null;
    if (this.held?.family !== family) this.held = null;
    if (next.kind === this.state.kind && (next.kind === "out" || isSame(next, this.state))) return;
    this.state = next;
    for (const changed of this.listeners) changed();
  }

  /**
   * An access token that works for a while, or null when nobody is signed in (any more). `renew` asks for another one
   * than before. Throws `UnreachableError` when the server cannot be asked; the sign-in is kept then.
   */
  async accessToken({ renew = false } = {}): Promise<string | null> {
    this.notice();
    if (this.read() === null) return (await this.parts.borrowed?.token(renew)) ?? null;
    if (!renew && this.held && this.held.endsAt - MARGIN_MS > this.parts.now()) return this.held.token;
    this.renewing ??= this.parts
      .alone(() => this.renew())
      .finally(() => {
        this.renewing = null;
      });
    return await this.renewing;
  }

  private present(): SessionState {
    const stored = this.read();
    const family = stored === null ? this.parts.borrowed?.family : null;
    return family ? { kind: "in", role: "owner", family } : stateOf(stored);
  }

  /** Always with the newest token of all tabs, and never undoing what one of them did meanwhile. */
  private async renew(): Promise<string | null> {
    for (;;) {
      const given = this.read();
      if (given === null) return null;
      const outcome = await this.exchangePatiently(given.refreshToken);
      const isStillIt = this.read()?.refreshToken === given.refreshToken;
      if (!isStillIt) continue;
      if (outcome.kind === "unreachable") throw new UnreachableError("The server cannot be reached.");
      if (outcome.kind === "tokens") {
        this.keep(outcome.tokens);
        return outcome.tokens.access_token;
      }
      this.end();
      return null;
    }
  }

  private async exchangePatiently(refreshToken: string): Promise<Exchange> {
    let outcome = await this.parts.exchange(refreshToken);
    for (const waitMs of REPEATS_AFTER_MS) {
      if (outcome.kind !== "unreachable") break;
      await this.parts.pause(waitMs);
      outcome = await this.parts.exchange(refreshToken);
    }
    return outcome;
  }

  private keep({ access_token: token, refresh_token: refreshToken, expires_in, scope }: Tokens): void {
    const role = scope.split(" ").includes("profile:write") ? "owner" : "observer";
    this.parts.memory.write(SESSION_KEY, JSON.stringify({ refreshToken, role } satisfies Stored));
    this.held = { token, endsAt: this.parts.now() + expires_in * 1000, family: familyOf(refreshToken) };
  }

  private read(): Stored | null {
    return readStored(this.parts.memory.read(SESSION_KEY));
  }
}

interface Stored {
  refreshToken: string;
  role: "owner" | "observer";
}

/** Anything else than what we wrote counts as signed out. */
function readStored(text: string | null): Stored | null {
  try {
    const { refreshToken, role } = JSON.parse(text ?? "null") as Record<string, unknown>;
    const isOurs = typeof refreshToken === "string" && (role === "owner" || role === "observer");
    return isOurs ? { refreshToken, role } : null;
  } catch {
    return null;
  }
}

function stateOf(stored: Stored | null): SessionState {
  return stored === null
    ? { kind: "out" }
    : { kind: "in", role: stored.role, family: familyOf(stored.refreshToken) };
}

/** A refresh token is `rt_<sign-in>.<generation>.<proof>`. */
const familyOf = (refreshToken: string): string => refreshToken.split(".")[0]!;

function isSame(a: Extract<SessionState, { kind: "in" }>, b: SessionState): boolean {
  return b.kind === "in" && a.family === b.family && a.role === b.role;
}
