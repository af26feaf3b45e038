import { expect, test } from "vitest";
import { vAuditKind } from "../../convex/identity/schema";
import { auditWords } from "./auditWords";

const entry = (kind: string, actor = "account", facts = {}) => ({
  kind,
  actor: { kind: actor, id: "x" },
  facts,
});

test("an entry says what was done and by whom", () => {
  expect(auditWords(entry("key.revoked"))).toBe("A key was revoked by the owner");
  expect(auditWords(entry("key.created", "agent", { name: "chat bot" }))).toBe(
    "A key was made, “chat bot”, by the agent",
  );
});

test("what nobody else could have done is told without saying who", () => {
  expect(auditWords(entry("login.reused", "agent"))).toBe("A copied token was used; its sign-in has ended.");
});

test("a kind or an actor of a later version is shown by its name", () => {
  expect(auditWords(entry("key.painted", "robot"))).toBe("key.painted");
});

test("everything that can be in the trail of an agent has words", () => {
  const kinds = vAuditKind.members.map(({ value }) => value).filter((kind) => !kind.startsWith("account."));
  for (const kind of kinds) expect(auditWords(entry(kind)), kind).not.toContain(kind);
});
