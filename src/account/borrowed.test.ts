import { expect, test } from "vitest";
import type { Memory } from "../lib/storage";
import { BORROWED_KEY, Borrowed, type Lender } from "./borrowed";
import { Session } from "./session";

function aDevice({ isOffered = true, remembers = null as string | null } = {}) {
  const store = new Map<string, string>(remembers ? [[BORROWED_KEY, remembers]] : []);
  const memory: Memory = {
    read: (key) => store.get(key) ?? null,
    write: (key, value) => (value === null ? store.delete(key) : store.set(key, value)),
  };
  const borrowed = new Borrowed({ memory, isOffered });
  const session = new Session({
    memory,
    exchange: async () => ({ kind: "unreachable" }),
    alone: (work) => work(),
    now: () => 0,
    pause: async () => undefined,
    borrowed,
  });
  return { store, session };
}

const lends = (family: string, over: Partial<Lender> = {}): Lender => ({
  family,
  token: async (renew) => `${family} ${renew ? "renewed" : "token"}`,
  end: async () => undefined,
  ...over,
});
const own = {
  access_token: "our own",
  refresh_token: "rt_one.0.mac",
  expires_in: 900,
  scope: "read profile:write",
};

test("a sign-in that is lent counts as an owner's, and its tokens are asked for each time", async () => {
  const { session } = aDevice();
  expect(session.getState()).toEqual({ kind: "out" });
  session.borrow(lends("clerk:1"));
  expect(session.getState()).toEqual({ kind: "in", role: "owner", family: "clerk:1" });
  expect(await session.accessToken()).toBe("clerk:1 token");
  expect(await session.accessToken({ renew: true })).toBe("clerk:1 renewed");
});

test("after a reload it is signed in until the provider says otherwise, and calls wait for that", async () => {
  const { session } = aDevice({ remembers: "clerk:1" });
  expect(session.getState()).toMatchObject({ kind: "in", family: "clerk:1" });
  const token = session.accessToken();
  session.borrow(lends("clerk:2"));
  expect(await token).toBe("clerk:2 token");
  const again = aDevice({ remembers: "clerk:1" });
  const none = again.session.accessToken();
  again.session.borrow(null);
  expect(await none).toBeNull();
  expect(again.session.getState()).toEqual({ kind: "out" });
  expect(again.store.size).toBe(0);
});

test("a sign-in of one's own goes first, and signing out ends both", async () => {
  const { session, store } = aDevice();
  let ended = 0;
  session.borrow(lends("clerk:1", { end: async () => void ended++ }));
  session.begin(own);
  expect(session.getState()).toMatchObject({ kind: "in", family: "rt_one" });
  expect(await session.accessToken()).toBe("our own");
  session.end();
  expect(session.getState()).toEqual({ kind: "out" });
  expect(ended).toBe(1);
  expect(store.size).toBe(0);
});

test("a client without another provider does not wait for one, whatever the device remembers", async () => {
  const { session } = aDevice({ isOffered: false, remembers: "clerk:1" });
  expect(session.getState()).toEqual({ kind: "out" });
  expect(await session.accessToken()).toBeNull();
});
