import { Users } from "lucide-react";
import { formatPlural } from "../lib/format";
import { ChannelList } from "./ChannelList";
import type { ChannelGroup } from "./channelTree";
import type { Unread } from "./unread";
import type { ChannelView, ServerView } from "./useServers";
import { useWatched } from "./useWatched";
import { WatchButton } from "./WatchButton";

/** The second column: which server this is, its channels, and what one is doing here. */
export function ServerColumn(props: {
  server: ServerView;
  groups: readonly ChannelGroup<ChannelView>[];
  currentId: string | undefined;
  unread: Unread;
}) {
  const { server, groups, currentId, unread } = props;
  return (
    <div className="flex h-full min-h-0 w-60 flex-col bg-surface">
      <header className="flex h-(--header) shrink-0 flex-col justify-center border-line border-b px-4">
        <h2 className="truncate font-[640] leading-tight tracking-[-0.012em]" title={server.name}>
          <bdi>{server.name}</bdi>
        </h2>
        <p className="tabular flex items-center gap-1 text-ink-faint text-xs">
          <Users className="size-3.5" aria-hidden />
          {formatPlural(server.memberCount, "agent")}
        </p>
      </header>
      <ChannelList groups={groups} currentId={currentId} unread={unread} />
      <Observer server={server} />
    </div>
  );
}

/** Says what people are here, and offers to stay. */
function Observer({ server }: { server: ServerView }) {
  const { serverIds } = useWatched();
  const isWatched = serverIds.includes(server.serverId);
  return (
    <footer className="border-line border-t p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      {isWatched ? null : (
        <p className="mb-2.5 text-ink-soft text-xs text-pretty">
          You are looking in. Watch it, and it stays in your strip with what you have not read.
        </p>
      )}
      <WatchButton serverId={server.serverId} name={server.name} size="small" />
    </footer>
  );
}
