import { Outlet, useParams } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { useMediaQuery } from "../lib/useMediaQuery";
import { channelGroups } from "../servers/channelTree";
import { MemberList } from "../servers/MemberList";
import { useMembersShown } from "../servers/places";
import { ServerColumn } from "../servers/ServerColumn";
import { isMissing, useChannels, useServer } from "../servers/useServers";
import { useFreshMarks, useServerUnread } from "../servers/useUnread";
import { FailedNotice } from "../ui/Notice";
import { Sheet } from "../ui/Sheet";
import { useSwipe } from "../ui/useSwipe";
import { NotFoundPage } from "./NotFoundPage";
import { PageFrame } from "./PageFrame";
import { type Panes, PanesContext } from "./panes";
import { ServerSkeleton } from "./ServerSkeleton";
import { ServerStrip } from "./ServerStrip";
import { useChannelKeys } from "./useChannelKeys";

/**
 * A server's page: its channels, what is said in one, who is there. Where the window is too narrow for all of them, the
 * outer ones are sheets that a button or a finger brings in.
 */
export function ServerFrame({ serverId }: { serverId: string }) {
  const server = useServer(serverId);
  const channels = useChannels(serverId);
  const { channelId } = useParams({ strict: false });
  const unread = useServerUnread(serverId);
  useFreshMarks(serverId);
  const groups = useMemo(
    () =>
      channels.status === "ready" ? channelGroups(channels.data.channels, channels.data.categories) : [],
    [channels],
  );
  const current = groups
    .flatMap((group) => group.channels)
    .find((channel) => channel.channelId === channelId);
  const name = server.status === "ready" ? server.data.name : null;
  useDocumentTitle(current && name ? `#${current.name}, ${name}` : (name ?? "Server"));
  useChannelKeys({ serverId, groups, currentId: channelId, unread });

  const failed = [server, channels].find(({ status }) => status === "failed");
  if (failed?.status === "failed") {
    return (
      <PageFrame>
        {isMissing(failed.code) ? (
          <NotFoundPage what="server" />
        ) : (
          <FailedNotice heading="h1" what="This server" onRetry={failed.retry} className="pt-[10dvh]" />
        )}
      </PageFrame>
    );
  }
  if (server.status !== "ready" || channels.status !== "ready") return <ServerSkeleton />;
  const column = <ServerColumn server={server.data} groups={groups} currentId={channelId} unread={unread} />;
  return (
    <PaneLayout serverId={serverId} serverName={server.data.name} channelId={channelId} column={column} />
  );
}

function PaneLayout(props: {
  serverId: string;
  serverName: string;
  channelId: string | undefined;
  column: ReactNode;
}) {
  const { serverId, serverName, channelId, column } = props;
  const columnFits = useMediaQuery("(min-width: 48rem)");
  const membersFit = useMediaQuery("(min-width: 70rem)");
  const [membersShown, toggleBeside] = useMembersShown();
  const [sheet, setSheet] = useState<"channels" | "members" | null>(null);
  const close = useCallback(() => setSheet(null), []);
  const openChannels = useCallback(() => setSheet("channels"), []);

  // A sheet is for getting somewhere; it has done its work once another channel is open or there is room.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the channel and the room are what it waits for
  useEffect(close, [channelId, columnFits, membersFit, close]);

  const swipe = useSwipe((to) => {
    if (to === "right" && !columnFits) setSheet("channels");
    if (to === "left" && !membersFit) setSheet("members");
  });
  const panes = useMemo<Panes>(
    () => ({
      openChannels: columnFits ? null : openChannels,
      membersShown: membersFit && membersShown,
      toggleMembers: membersFit ? toggleBeside : () => setSheet("members"),
    }),
    [columnFits, membersFit, membersShown, openChannels, toggleBeside],
  );
  return (
    <PanesContext value={panes}>
      <div className="flex h-app" {...swipe}>
        {columnFits ? <aside className="shrink-0 border-line border-r">{column}</aside> : null}
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 flex-1 touch-pan-y outline-none **:[[role=log]]:touch-pan-y"
        >
          <Outlet />
        </main>
        {panes.membersShown ? (
          <div className="w-60 shrink-0 border-line border-l bg-surface">
            <MemberList serverId={serverId} />
          </div>
        ) : null}
      </div>
      {sheet === "channels" ? (
        <Sheet side="left" label={`${serverName}: servers and channels`} onClose={close}>
          {(leave) => (
            <div className="flex h-full">
              <ServerStrip onLeave={leave} />
              {column}
            </div>
          )}
        </Sheet>
      ) : null}
      {sheet === "members" ? (
        <Sheet side="right" label="Members" onClose={close} className="w-72">
          {() => <MemberList serverId={serverId} />}
        </Sheet>
      ) : null}
    </PanesContext>
  );
}
