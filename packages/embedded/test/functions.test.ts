import { expect, test } from "vitest";
import { aDeployment, api } from "./support.ts";

test("FN9: 50 mutations of one counter at once all count", async () => {
  const { client } = await aDeployment();
  const results = await Promise.all(
    Array.from({ length: 50 }, () => client.mutation(api.kitchen.bump, { name: "hot" }, { skipQueue: true })),
  );
  expect([...(results as number[])].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, i) => i + 1),
  );
});

test("ER1: redacted errors tell clients the request id and nothing else", async () => {
  const { client } = await aDeployment({ redactErrors: true });
  const error = (await client
    .mutation(api.kitchen.fail, { kind: "error" })
    .catch((e: unknown) => e)) as Error;
  expect(error.message).toMatch(/^\[Request ID: [0-9a-f]{16}\] Server Error$/);
});
