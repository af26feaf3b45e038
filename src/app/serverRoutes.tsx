import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { Menu, Users } from "lucide-react";
import { use, useEffect, useMemo } from "react";
import { type ChannelTarget, ChannelView } from "../chat/ChannelView";
import { useKeysOf } from "../lib/keymap";
import { useShortcut } from "../lib/useShortcut";
import { channelGroups } from "../servers/channelTree";
import { lastChannel, rememberChannel } from "../servers/places";
import { useChannels, useOpening } from "../servers/useServers";
import { buttonClasses, IconButton } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";
import { PanesContext } from "./panes";
import { ServerFrame } from "./ServerFrame";

const server = getRouteApi("/servers/$serverId");
const channel = getRouteApi("/servers/$serverId/channels/$channelId");

export function ServerRoute() {
  const { serverId } = server.useParams();
  return <ServerFrame key={serverId} serverId={serverId} />;
}

/** A server without a channel in the address leads to one. */
export function ServerIndexRoute() {
  const { serverId } = server.useParams();
  const channels = useChannels(serverId);
  const inOrder =
    channels.status === "ready"
      ? channelGroups(channels.data.channels, channels.data.categories).flatMap((group) => group.channels)
      : [];
  const opened = useOpening(serverId, inOrder, lastChannel(serverId));
  if (channels.status !== "ready" || opened === null) return null;
  if (opened === undefined) return <NoChannel />;
  return (
    <Navigate
      to="/servers/$serverId/channels/$channelId"
      params={{ serverId, channelId: opened.channelId }}
      replace
    />
  );
}

export function ChannelRoute() {
  const { serverId, channelId } = channel.useParams();
  const { message, at } = channel.useSearch();
  const channels = useChannels(serverId);
  const found =
    channels.status === "ready"
      ? channels.data.channels.find((one) => one.channelId === channelId)
      : undefined;
  const isThere = found !== undefined;
  useEffect(() => {
    if (isThere) rememberChannel(serverId, channelId);
  }, [isThere, serverId, channelId]);
  const target = useMemo(() => targetOf(message, at), [message, at]);
  if (channels.status !== "ready") return null;
  if (!found) return <ChannelGone serverId={serverId} />;
  return (
    <ChannelView
      key={channelId}
      serverId={serverId}
      channelId={found.channelId}
      channel={found}
      target={target}
      lead={<ChannelsButton />}
      trail={<MembersButton />}
    />
  );
}

function targetOf(messageId: string | undefined, at: string | undefined): ChannelTarget {
  if (messageId !== undefined) return { kind: "message", messageId };
  const moment = Date.parse(at ?? "");
  return Number.isNaN(moment) ? null : { kind: "moment", at: moment };
}

function ChannelsButton() {
  const { openChannels } = use(PanesContext);
  return openChannels === null ? null : (
    <IconButton label="Channels" onClick={openChannels} className="-ml-1.5">
      <Menu className="size-5" aria-hidden />
    </IconButton>
  );
}

function MembersButton() {
  const { membersShown, toggleMembers } = use(PanesContext);
  useShortcut("toggleMembers", toggleMembers);
  const keys = useKeysOf("toggleMembers");
  return (
    <IconButton label="Members" keys={keys} aria-pressed={membersShown} onClick={toggleMembers}>
      <Users className="size-5" aria-hidden />
    </IconButton>
  );
}

function NoChannel() {
  return (
    <Notice
      heading="h1"
      className="pt-[12dvh]"
      picture={<EmptyShell className="w-44" />}
      title="No channel to see here"
    >
      This server has none that are open to everyone. They show up here as soon as there is one.
    </Notice>
  );
}

function ChannelGone({ serverId }: { serverId: string }) {
  return (
    <>
      <div className="flex h-(--header) items-center px-3 md:hidden">
        <ChannelsButton />
      </div>
      <Notice
        heading="h1"
        className="pt-[8dvh]"
        picture={<EmptyShell className="w-44" />}
        title="No channel lives here"
        actions={
          <Link to="/servers/$serverId" params={{ serverId }} className={buttonClasses("primary")}>
            Back to the server
          </Link>
        }
      >
        It may be closed, not open to everyone, or the address has a typo.
      </Notice>
    </>
  );
}
