import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aStage, MAIL_KEY, type Stage, strike } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
});
afterAll(() => strike(stage));

const mail = {
  from: "Molt <molt@localhost>",
  to: ["dov@example.org"],
  subject: "Your code",
  text: "7KQ2-M9XA",
};

const send = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${stage.url}/local/resend/emails`, {
    method: "POST",
    headers: { authorization: `Bearer ${MAIL_KEY}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const folder = () => join(stage.folder, "outbox");

test("a mail becomes a file that its owner alone can read", async () => {
  const response = await send(mail);
  expect([response.status, await response.json()]).toEqual([200, { id: expect.any(String) }]);
  const [name] = readdirSync(folder());
  const file = join(folder(), name!);
  expect(readFileSync(file, "utf8")).toBe(
    "From: Molt <molt@localhost>\nTo: dov@example.org\nSubject: Your code\n\n7KQ2-M9XA",
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("the same idempotency key is the same mail", async () => {
  const before = readdirSync(folder()).length;
  const once = await (await send(mail, { "idempotency-key": "../../one" })).json();
  const twice = await (await send(mail, { "idempotency-key": "../../one" })).json();
  expect(twice).toEqual(once);
  expect(readdirSync(folder())).toHaveLength(before + 1);
});

test.each<[string, unknown, Record<string, string>, number]>([
  ["another key", mail, { authorization: "Bearer guess" }, 401],
  ["no JSON", "{", {}, 422],
  ["nobody to send it to", { ...mail, to: [] }, {}, 422],
  ["no text", { ...mail, text: undefined }, {}, 422],
  ["half a megabyte", { ...mail, text: "x".repeat(512 * 1024) }, {}, 422],
])("%s is refused and leaves nothing", async (_what, body, headers, status) => {
  const before = readdirSync(folder());
  expect((await send(body, headers)).status).toBe(status);
  expect(readdirSync(folder())).toEqual(before);
});
