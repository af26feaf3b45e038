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
 * large for it, members stand by their base role, which is how they come, under the numbers that the server `counts`.
 */
export function memberRows<M extends Grouped>(
  members: readonly M[],
  ownRoles: readonly OwnRole[],
  areAll: boolean,
  counts: Readonly<Record<Grouped["role"], number>> | null = null,
): MemberRow<M>[] {
  const roles = areAll ? ownRoles : [];
  const names = new Map<string, string>([
    ["owner", BASE_NAMES.owner],
    ...roles.map(({ roleId, name }) => [roleId, name] as const),
    ["admin", BASE_NAMES.admin],
    ["member", BASE_NAMES.member],
  ]);
  const groups = new Map<string, M[]>([...names.keys()].map((key) => [key, []]));
  for (const member of members) groups.get(groupOf(member, roles))?.push(member);
  const counted = new Map(Object.entries(counts ?? {}));
  return [...groups].flatMap(([key, group]) => {
    if (group.length === 0) return [];
    const count = areAll ? group.length : (counted.get(key) ?? null);
    const heading = { kind: "heading" as const, name: names.get(key) ?? key, count };
    return [heading, ...group.map((member) => ({ kind: "member" as const, member }))];
  });
}

function groupOf({ role, roleIds }: Grouped, ownRoles: readonly OwnRole[]): string {
  if (role === "owner") return role;
  return ownRoles.find(({ roleId }) => roleIds.includes(roleId))?.roleId ?? role;
}
