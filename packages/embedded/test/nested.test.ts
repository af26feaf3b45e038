import { expect, test } from "vitest";
import { aDeployment, api } from "./support.ts";

const { nested } = api;

test("FN19: a nested call gets the limits that its caller sets, counted from the call on", async () => {
  const { client } = await aDeployment();
  const limited = (kind: "read" | "write", count: number, limits: object) =>
    client.mutation(nested.limited, { kind, count, limits });
  expect((await limited("read", 2, { documentsRead: 2 })).refused).toBeNull();
  expect((await limited("read", 3, { documentsRead: 2 })).refused).toMatch(
    /^Uncaught Error: Too many documents read in a single function execution \(limit: 5\)\. Consider/,
  );
  expect((await limited("write", 5, { documentsWritten: 5 })).refused).toBeNull();
  expect((await limited("write", 6, { documentsWritten: 5 })).refused).toContain(
    "Too many writes in a single function execution (limit: 8)",
  );
  expect((await limited("read", 1, { bytesRead: 1 })).refused).toContain("Too many bytes read");
  expect((await limited("read", 1, { databaseQueries: 0 })).refused).toContain("Too many reads in a single");
  expect((await limited("write", 1, { bytesWritten: 10 })).refused).toContain("Too many bytes written");
});

test("FN19: the caller's own limits come back after the call, and cannot be raised", async () => {
  const { client } = await aDeployment();
  const { documentsWritten } = await client.mutation(nested.limited, {
    kind: "write",
    count: 1,
    limits: { documentsWritten: 1 },
  });
  expect(documentsWritten).toEqual({ used: 4, remaining: 15_996 });
  const tooMany = { kind: "write" as const, count: 15_998, limits: { documentsWritten: 1e9 } };
  expect((await client.mutation(nested.limited, tooMany)).refused).toContain("(limit: 16000)");
});

test("FN19: a limit that is no count is refused", async () => {
  const { client } = await aDeployment();
  for (const documentsRead of [-1, 0.5, "2"])
    expect(
      (await client.mutation(nested.limited, { kind: "read", count: 0, limits: { documentsRead } })).refused,
    ).toContain("Invalid transaction limit: documentsRead");
});

test("FN5: what a nested mutation wrote before it failed does not count", async () => {
  const { client } = await aDeployment();
  const limits = { documentsWritten: 5 };
  const { documentsWritten } = await client.mutation(nested.limited, { kind: "write", count: 9, limits });
  expect(documentsWritten.used).toBe(3);
});

test("FN5: what the caller writes while a nested mutation runs stays when that one fails", async () => {
  const { client } = await aDeployment();
  expect(await client.mutation(nested.besideAnother, {})).toEqual(Array(20).fill("outer"));
});

test("FN5: a nested mutation that its caller does not wait for still belongs to the caller's transaction", async () => {
  const { client } = await aDeployment();
  await client.mutation(nested.leaving, { count: 30 });
  expect(await client.query(nested.names, {})).toEqual([...Array(30).fill("nested"), "outer"]);
});

test("FN5: one that gets stuck is given up without harm to the transactions of others", async () => {
  const { client } = await aDeployment();
  const leaving = client.mutation(nested.leaving, { count: null });
  await Promise.all(Array.from({ length: 5 }, () => client.mutation(nested.write, { count: 1 })));
  await leaving;
  await client.mutation(nested.write, { count: 1 });
  expect((await client.query(nested.names, {})).sort()).toEqual([...Array(6).fill("nested"), "outer"]);
}, 20_000);

test("FN5: what a mutation does without waiting for it is in its transaction, and never in the next one", async () => {
  const { client } = await aDeployment();
  for (const after of ["steps", "nested", "thread"] as const) {
    const atOnce = { skipQueue: true };
    const pair = () => [
      client.mutation(nested.lingering, { after, count: 10 }, atOnce),
      client.mutation(nested.undone, {}, atOnce).catch(() => null),
    ];
    await Promise.all([...pair(), ...pair(), ...pair()]);
  }
  const written: string[] = await client.query(nested.names, {});
  expect(written.filter((name) => name === "outer")).toHaveLength(9 * 10);
  expect(written).not.toContain("undone");
});
