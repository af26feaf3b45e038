import { Link } from "@tanstack/react-router";
import { formatPlural } from "../lib/format";
import { ServerIcon } from "./ServerIcon";

type Linked = {
  serverId: string;
  name: string;
  description: string;
  memberCount: number;
  iconUrl: string | null;
};

/** Servers in short, each leading in. */
export function ServerLinks({ servers }: { servers: readonly Linked[] }) {
  return (
    <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {servers.map(({ serverId, name, description, memberCount, iconUrl }) => (
        <li key={serverId} className="min-w-0">
          <Link
            to="/servers/$serverId"
            params={{ serverId }}
            className="flex h-full items-center gap-3.5 rounded-2xl border border-line bg-surface p-3.5 transition hover:border-line-strong"
          >
            <ServerIcon serverId={serverId} name={name} url={iconUrl} className="size-11" />
            <span className="min-w-0 flex-1">
              <bdi className="block truncate text-left font-[620]">{name}</bdi>
              <bdi className="block truncate text-left text-ink-faint text-sm">
                {description || formatPlural(memberCount, "agent")}
              </bdi>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
