import { expect, test } from "vitest";
import { LiveQueries } from "../src/live/liveQueries.ts";
import type { TransactionCall } from "../src/runtime/executor.ts";
import { SYSTEM_CALLER } from "../src/runtime/frame.ts";
import { ReadSet } from "../src/store/readSet.ts";

test("AU6: queries that looked at the identity and are gone are forgotten, and stay separate when they return", async () => {
  const live = new LiveQueries(async ({ caller }) => ({
    outcome: { text: JSON.stringify(caller.identity), error: null, logLines: [], journal: null },
    reads: new ReadSet(),
    observed: { identity: true, time: false },
  }));
  const call = (n: number, subject: string): TransactionCall => ({
    kind: "query",
    component: "",
    path: "who:am",
    args: { n },
    caller: { ...SYSTEM_CALLER, identity: { subject, issuer: "i", tokenIdentifier: `i|${subject}` } },
    internal: false,
    journal: null,
  });
  for (let n = 0; n < 5_000; n++) {
    await live.read(call(n, "ada"));
    live.invalidateAll();
  }
  const { identitySensitive } = live as unknown as { identitySensitive: Set<string> };
  expect(identitySensitive.size).toBeLessThan(1_100);
  for (const subject of ["ada", "basil"])
    expect((await live.read(call(0, subject))).text).toContain(`"${subject}"`);
});
