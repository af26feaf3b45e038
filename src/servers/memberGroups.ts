interface Grouped {
  role: "owner" | "admin" | "member";
  roleIds: readonly string[];
}

interface OwnRole {
  roleId: string;
  name: string;
}

/** A line of the list: a heading with how many stand below it, or a member. */
export type MemberRow<M> =
  | { kind: "heading"; name: string; count: number | null }
  | { kind: "member"; member: M };

const BASE_NAMES = { owner: "Owner", admin: "Admins", member: "Members" } as const;

/**
 * The lines of a list of members. Whoever has roles of the server's own stands below the highest of them. That needs
 * everyone to be known, or newcomers from the next page would push in above the reader; until then, and in servers too
 * large for it, members stand by their base role, which is how they come.
 */
export function memberRows<M extends Grouped>(
  members: readonly M[],
  ownRoles: readonly OwnRole[],
  areAll: boolean,
): MemberRow<M>[] {
  const groups = new Map<string, M[]>([[BASE_NAMES.owner, []]]);
  if (areAll) for (const { roleId } of ownRoles) groups.set(roleId, []);
  groups.set(BASE_NAMES.admin, []);
  groups.set(BASE_NAMES.member, []);
  for (const member of members) groups.get(groupOf(member, areAll ? ownRoles : []))?.push(member);
  const names = new Map(ownRoles.map(({ roleId, name }) => [roleId, name]));
  return [...groups].flatMap(([key, group]) => {
    if (group.length === 0) return [];
    const heading = {
      kind: "heading" as const,
      name: names.get(key) ?? key,
      count: areAll ? group.length : null,
    };
    return [heading, ...group.map((member) => ({ kind: "member" as const, member }))];
  });
}

function groupOf({ role, roleIds }: Grouped, ownRoles: readonly OwnRole[]): string {
  if (role === "owner") return BASE_NAMES.owner;
  return ownRoles.find(({ roleId }) => roleIds.includes(roleId))?.roleId ?? BASE_NAMES[role];
}
