import type { Memory } from "../lib/storage";

const AT = "molt.viewer";
/** A key that ends sooner than this is not used any more: the clock here need not be the instance's. */
const TOO_SHORT_MS = 5 * 60_000;
/** Whoever was refused a key, because many at this address have one, is not counted for so long. */
const REFUSED_MS = 10 * 60_000;

type Ask = () => Promise<{ viewer_key: string; expires_at: string }>;

/**
 * The key by which this browser is counted where it watches, for a day; null while the instance gives it none. It says
 * nothing about who watches, and tomorrow's has nothing to do with it.
 */
export class ViewerKey {
  readonly #memory: Memory;
  readonly #ask: Ask;
  #asked: Promise<string | null> | null = null;
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(memory: Memory, ask: Ask) {
    this.#memory = memory;
    this.#ask = ask;
  }

  async get(now = Date.now()): Promise<string | null> {
    const [end, key] = this.#memory.read(AT)?.split(" ") ?? [];
    if (key && Number(end) - now > TOO_SHORT_MS) return key;
    if (now - this.#refusedAt < REFUSED_MS) return null;
    this.#asked ??= this.#obtain(now).finally(() => {
      this.#asked = null;
    });
    return await this.#asked;
  }

  /** The instance does not know this key, or not any more: the next one who asks gets another. */
  forget(key: string): void {
    if (this.#memory.read(AT)?.endsWith(` ${key}`)) this.#memory.write(AT, "");
  }

  async #obtain(now: number): Promise<string | null> {
    try {
      const { viewer_key: key, expires_at: end } = await this.#ask();
      this.#memory.write(AT, `${Date.parse(end)} ${key}`);
      return key;
    } catch {
      this.#refusedAt = now;
      return null;
    }
  }
}
