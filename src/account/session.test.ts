import { describe, expect, test } from "vitest";
import type { Memory } from "../lib/storage";
import { type Exchange, SESSION_KEY, Session, type Tokens, UnreachableError } from "./session";

const MINUTE = 60_000;

/** A device with a store that its tabs share, and a server that ends a sign-in when a used token comes back. */
class Device {
  readonly store = new Map<string, string>();
  now = 0;
  generation = 0;
  ended = false;
  exchanges = 0;
  outages = 0;
  /** Refuses a used token without ending the sign-in. */
  isForgiving = false;
  /** What happens while the first refresh is on its way. */
  meanwhile: (() => void) | null = null;
  private queue: Promise<unknown> = Promise.resolve();

  readonly memory: Memory = {
    read: (key) => this.store.get(key) ?? null,
    write: (key, value) => (value === null ? this.store.delete(key) : this.store.set(key, value)),
  };

  tab({ locked = true } = {}): Session {
    return new Session({
      memory: this.memory,
      exchange: (token) => this.exchange(token),
      alone: (work) => {
        if (!locked) return work();
        const next = this.queue.then(work);
        this.queue = next.catch(() => undefined);
        return next;
      },
      now: () => this.now,
      pause: async (ms) => {
        this.now += ms;
      },
    });
  }

  tokens(family = "rt_one", scope = "read profile:write"): Tokens {
    const access_token = `${family}-access-${this.generation}`;
    return { access_token, refresh_token: `${family}.${this.generation}.mac`, expires_in: 900, scope };
  }

  private async exchange(token: string): Promise<Exchange> {
    this.exchanges++;
    await Promise.resolve();
    this.meanwhile?.();
    this.meanwhile = null;
    if (this.outages > 0) {
      this.outages--;
      return { kind: "unreachable" };
    }
    const isNewest = token === `rt_one.${this.generation}.mac`;
    if (!isNewest && !this.isForgiving) this.ended = true;
    if (this.ended || !isNewest) return { kind: "refused" };
    this.generation++;
    return { kind: "tokens", tokens: this.tokens() };
  }
}

function signedIn() {
  const device = new Device();
  const tab = device.tab();
  tab.begin(device.tokens());
  return { device, tab };
}

describe("a session", () => {
  test("is out until somebody signs in, and says so to whoever listens", () => {
    const device = new Device();
    const tab = device.tab();
    expect(tab.getState()).toEqual({ kind: "out" });
    const heard: string[] = [];
    tab.subscribe(() => heard.push(tab.getState().kind));
    tab.begin(device.tokens());
    tab.end();
    expect(heard).toEqual(["in", "out"]);
  });

  test("knows an observer from an owner", () => {
    const { device, tab } = signedIn();
    expect(tab.getState()).toMatchObject({ kind: "in", role: "owner" });
    tab.begin(device.tokens("rt_two", "read"));
    expect(tab.getState()).toMatchObject({ kind: "in", role: "observer" });
  });

  test("keeps the access token out of storage", () => {
    const { device } = signedIn();
    expect(device.store.get(SESSION_KEY)).not.toContain("access");
  });

  test("takes anything strange in storage for signed out", () => {
    for (const text of [
      "",
      "null",
      "7",
      "{}",
      '{"refreshToken":7,"role":"owner"}',
      '{"refreshToken":"rt_a"}',
    ]) {
      const device = new Device();
      device.store.set(SESSION_KEY, text);
      expect(device.tab().getState(), text).toEqual({ kind: "out" });
    }
  });

  test("uses a token until shortly before its end, and then the next one", async () => {
    const { device, tab } = signedIn();
    expect(await tab.accessToken()).toBe("rt_one-access-0");
    device.now += 14 * MINUTE;
    expect(await tab.accessToken()).toBe("rt_one-access-0");
    device.now += 45_000;
    expect(await tab.accessToken()).toBe("rt_one-access-1");
    expect(tab.getState().kind).toBe("in");
  });

  test("asks once for all calls that wait for a token", async () => {
    const { device, tab } = signedIn();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => tab.accessToken({ renew: true })));
    expect(new Set(tokens)).toEqual(new Set(["rt_one-access-1"]));
    expect(device.exchanges).toBe(1);
  });

  test("survives fifty tabs that refresh at once", async () => {
    const { device } = signedIn();
    const tabs = Array.from({ length: 50 }, () => device.tab());
    const tokens = await Promise.all(tabs.map((tab) => tab.accessToken()));
    expect(new Set(tokens).size).toBe(50);
    expect(device.ended).toBe(false);
  });

  test("is not ended by a refusal of a token that another tab has replaced meanwhile", async () => {
    const { device } = signedIn();
    const slow = device.tab({ locked: false });
    device.isForgiving = true;
    device.meanwhile = () => {
      device.generation = 6;
      device.memory.write(SESSION_KEY, JSON.stringify({ refreshToken: "rt_one.6.mac", role: "owner" }));
    };
    expect(await slow.accessToken()).toBe("rt_one-access-7");
    expect(slow.getState().kind).toBe("in");
  });

  test("ends when its token is refused", async () => {
    const { device, tab } = signedIn();
    device.ended = true;
    expect(await tab.accessToken({ renew: true })).toBeNull();
    expect(tab.getState()).toEqual({ kind: "out" });
    expect(device.store.has(SESSION_KEY)).toBe(false);
  });

  test("asks again at once when an answer is lost", async () => {
    const { device, tab } = signedIn();
    device.outages = 3;
    expect(await tab.accessToken({ renew: true })).toBe("rt_one-access-1");
    expect(device.now).toBeLessThan(10_000);
  });

  test("is kept while the server is away", async () => {
    const { device, tab } = signedIn();
    device.outages = 100;
    await expect(tab.accessToken({ renew: true })).rejects.toThrow(UnreachableError);
    expect(tab.getState().kind).toBe("in");
    device.outages = 0;
    expect(await tab.accessToken({ renew: true })).toBe("rt_one-access-1");
  });

  test("that was signed out of while a refresh was under way stays out", async () => {
    const { device, tab } = signedIn();
    const other = device.tab();
    device.meanwhile = () => other.end();
    expect(await tab.accessToken({ renew: true })).toBeNull();
    expect(device.store.has(SESSION_KEY)).toBe(false);
  });

  test("follows another tab in and out, and never shows one sign-in's token for another", async () => {
    const { device, tab } = signedIn();
    const other = device.tab();
    other.begin({ ...device.tokens("rt_two"), access_token: "second" });
    tab.notice();
    expect(tab.getState()).toMatchObject({ family: "rt_two" });
    expect(await other.accessToken()).toBe("second");
    expect(await tab.accessToken()).not.toBe("rt_one-access-0");
    other.end();
    tab.notice();
    expect(tab.getState()).toEqual({ kind: "out" });
    expect(await tab.accessToken()).toBeNull();
  });
});
