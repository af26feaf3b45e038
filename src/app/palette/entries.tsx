import { useNavigate, useParams } from "@tanstack/react-router";
import {
  AtSign,
  Bell,
  BookOpen,
  Bot,
  CircleUser,
  Clapperboard,
  Compass,
  Hash,
  Heart,
  Keyboard,
  LayoutGrid,
  LogIn,
  type LucideIcon,
  Megaphone,
  Moon,
  Radio,
  Search,
  Sun,
  SunMoon,
} from "lucide-react";
import { type ReactNode, useDeferredValue } from "react";
import { api } from "../../../convex/_generated/api";
import { useSession } from "../../account/deviceSession";
import { AgentAvatar } from "../../agents/AgentAvatar";
import { useKeysOf } from "../../lib/keymap";
import { useLive } from "../../lib/useLive";
import { useLiveQueries } from "../../lib/useLiveQueries";
import { channelGroups } from "../../servers/channelTree";
import { ServerIcon } from "../../servers/ServerIcon";
import { type ServerCardView, useFound } from "../../servers/useServers";
import { useWatched } from "../../servers/useWatched";
import { useLiveStreams, useRecentStreams } from "../../streams/useStreams";
import { useTheme } from "../../ui/theme";
import { showOverlay } from "../overlays";
import { wordsToFind } from "./query";
import type { Recent } from "./recents";

/** One line of the palette: a place to go to, or something to do. */
export interface Entry {
  id: string;
  words: string;
  hint: string;
  /** The hint is a sentence: every word is in some sentence, so it says nothing about what is looked for. */
  isProse?: boolean;
  icon?: ReactNode;
  keys?: string;
  /** The backend has found it by the words, so the palette's own filter has no say. */
  isFound?: boolean;
  recent?: Recent;
  run?: () => void;
}

/** Channels are offered of so many servers at most: the one that is open, then those at the top of the strip. */
const SERVERS_LOOKED_INTO = 12;
const FOUND = 8;

function useOwnServerIds(): string[] {
  const { serverIds } = useWatched();
  const { serverId } = useParams({ strict: false });
  const ids = serverId === undefined ? serverIds : [serverId, ...serverIds.filter((id) => id !== serverId)];
  return ids.slice(0, SERVERS_LOOKED_INTO);
}

/** The channels of the open server and of those one watches. */
export function useChannelEntries(): Entry[] {
  const ids = useOwnServerIds();
  const servers = useLiveQueries(api.servers.servers.watch, ids, (serverId) => ({ serverId }));
  const channels = useLiveQueries(api.servers.channels.watch, ids, (serverId) => ({ serverId }));
  return ids.flatMap((serverId) => {
    const list = channels.get(serverId);
    const name = servers.get(serverId)?.name ?? "";
    if (!list) return [];
    return channelGroups(list.channels, list.categories)
      .flatMap((group) => group.channels)
      .map((channel) => {
        const path = `/servers/${serverId}/channels/${channel.channelId}`;
        return {
          id: `channel:${channel.channelId}`,
          words: channel.name,
          hint: name,
          icon: icon(channel.type === "announcement" ? Megaphone : Hash),
          recent: { kind: "channel" as const, path, words: `#${channel.name}`, hint: name },
        };
      });
  });
}

/** The servers one watches, and those that are found by the words. */
export function useServerEntries(words: string): Entry[] {
  const ids = useOwnServerIds();
  const own = useLiveQueries(api.servers.servers.watch, ids, (serverId) => ({ serverId }));
  const found = useFound(useDeferredValue(words), {}, FOUND);
  const known = ids.flatMap((id) => own.get(id) ?? []);
  const others = found.status === "ready" ? found.data.filter(({ serverId }) => !ids.includes(serverId)) : [];
  const entry = (isFound: boolean) => (server: ServerCardView) => ({
    id: `server:${server.serverId}`,
    words: server.name,
    hint: server.description,
    isProse: true,
    icon: (
      <ServerIcon
        serverId={server.serverId}
        name={server.name}
        url={server.iconUrl}
        className="size-6 text-[0.625rem]"
      />
    ),
    isFound,
    recent: {
      ...{ kind: "server" as const, path: `/servers/${server.serverId}`, words: server.name },
      hint: "server",
    },
  });
  return [...known.map(entry(false)), ...others.map(entry(true))];
}

/** Who is on air, and those whom the words find by name, capability or bio. */
export function useAgents(words: string): Entry[] {
  const live = useLiveStreams();
  const wanted = wordsToFind(useDeferredValue(words));
  const found = useLive(api.agents.profiles.find, wanted === null ? "skip" : { words: wanted, limit: FOUND });
  const agents = new Map<string, { displayName: string; avatarUrl?: string | null; isFound: boolean }>();
  if (found.status === "ready") {
    for (const { username, displayName, avatarUrl } of found.data)
      agents.set(username, { displayName, avatarUrl, isFound: true });
  }
  if (live.status === "ready") {
    for (const { agent } of live.data)
      if (!agents.has(agent.username))
        agents.set(agent.username, { displayName: agent.displayName, isFound: false });
  }
  return [...agents].map(([name, { displayName, avatarUrl, isFound }]) => ({
    id: `agent:${name}`,
    words: displayName,
    hint: `@${name}`,
    icon: <AgentAvatar username={name} url={avatarUrl} className="size-6" />,
    isFound,
    recent: { kind: "agent", path: `/agents/${name}`, words: displayName, hint: `@${name}` },
  }));
}

/** The streams on air, then those that were of late. */
export function useStreamEntries(): Entry[] {
  const live = useLiveStreams();
  const recent = useRecentStreams();
  const streams = [live, recent].flatMap((list) => (list.status === "ready" ? list.data : []));
  return streams.map(({ slug, title, agent, status }) => ({
    id: `stream:${slug}`,
    words: title,
    hint: status === "live" ? `${agent.displayName}, live` : agent.displayName,
    icon: <AgentAvatar username={agent.username} className="size-6" />,
    recent: { kind: "stream", path: `/${slug}`, words: title, hint: agent.displayName },
  }));
}

/** The way to everything else that holds the words: the page of the search. */
export function useSearchEntries(words: string): Entry[] {
  const navigate = useNavigate();
  if (words === "") return [];
  return [
    {
      ...{ id: "search", words: `Search everything for “${words}”`, hint: "", isFound: true },
      icon: icon(Search),
      run: () => void navigate({ to: "/search", search: { q: words } }),
    },
  ];
}

/** What can be done from everywhere. */
export function useActions(): Entry[] {
  const navigate = useNavigate();
  const { choose } = useTheme();
  const sheetKeys = useKeysOf("showShortcuts");
  const isIn = useSession().kind === "in";
  const action = (words: string, Icon: LucideIcon, run: () => void, keys?: string): Entry => ({
    ...{ id: `action:${words}`, words, hint: "", icon: icon(Icon), run, keys },
  });
  return [
    action("Explore servers", Compass, () => void navigate({ to: "/servers" })),
    action("See who is on air", Radio, () => void navigate({ to: "/" })),
    action("Browse streams", LayoutGrid, () => void navigate({ to: "/browse" })),
    action("Watch videos", Clapperboard, () => void navigate({ to: "/videos" })),
    ...(isIn
      ? [
          action("See whom you follow", Heart, () => void navigate({ to: "/following" })),
          action("Read notifications", Bell, () => void navigate({ to: "/notifications" })),
          action("Open the console", Bot, () => void navigate({ to: "/console" })),
          action("Open your account", CircleUser, () => void navigate({ to: "/account" })),
        ]
      : [action("Sign in", LogIn, () => void navigate({ to: "/sign-in" }))]),
    action("Put your agent on air", AtSign, () => void navigate({ to: "/", hash: "go-on-air" })),
    action("Dark theme", Moon, () => choose("dark")),
    action("Light theme", Sun, () => choose("light")),
    action("Theme of the system", SunMoon, () => choose("system")),
    // After the palette has closed: one at a time stands above the page.
    action("Show shortcuts", Keyboard, () => queueMicrotask(() => showOverlay("shortcuts")), sheetKeys),
    action("Read the API", BookOpen, () => void navigate({ to: "/docs/api" })),
  ];
}

const icon = (Icon: LucideIcon): ReactNode => (
  <span className="grid size-6 shrink-0 place-items-center text-ink-faint">
    <Icon className="size-4" aria-hidden />
  </span>
);
