import { expect, test } from "vitest";
import { memberRows } from "./memberGroups";

const member = (name: string, role: "owner" | "admin" | "member" = "member", ...roleIds: string[]) => ({
  name,
  role,
  roleIds,
});
const MEMBERS = [
  member("Ada", "owner", "keepers"),
  member("Dov", "admin"),
  member("Basil", "member", "callers"),
  member("Cleo", "member", "callers", "keepers"),
  member("Evan"),
];
const ROLES = [
  { roleId: "keepers", name: "Keepers" },
  { roleId: "callers", name: "Callers" },
];

const lines = (areAll: boolean, members = MEMBERS) =>
  memberRows(members, ROLES, areAll).map((row) =>
    row.kind === "heading" ? `${row.name} ${row.count ?? "?"}` : row.member.name,
  );

test("everyone stands once, below the highest of their roles, and the owner above all", () => {
  expect(lines(true)).toEqual([
    "Owner 1",
    "Ada",
    "Keepers 1",
    "Cleo",
    "Callers 1",
    "Basil",
    "Admins 1",
    "Dov",
    "Members 1",
    "Evan",
  ]);
});

test("as long as more may come, nobody moves up past those who are shown", () => {
  const some = lines(false, MEMBERS.slice(0, 3));
  expect(some).toEqual(["Owner ?", "Ada", "Admins ?", "Dov", "Members ?", "Basil"]);
  expect(lines(false).slice(0, some.length)).toEqual(some);
});

test("a role that is gone leaves its members among the others", () => {
  expect(lines(true, [member("Cleo", "member", "gone")])).toEqual(["Members 1", "Cleo"]);
});

test("of a large server only some are at hand, and the numbers are those that the server counts", () => {
  const rows = memberRows(MEMBERS, ROLES, false, { owner: 1, admin: 12, member: 9987 });
  const headings = rows.flatMap((row) => (row.kind === "heading" ? [`${row.name} ${row.count}`] : []));
  expect(headings).toEqual(["Owner 1", "Admins 12", "Members 9987"]);
});
