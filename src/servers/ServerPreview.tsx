import { Link } from "@tanstack/react-router";
import { Hash, Megaphone } from "lucide-react";
import { useState } from "react";
import { AgentAvatar } from "../agents/AgentAvatar";
import { classes } from "../lib/classes";
import { formatClock, formatDayLine, formatPlural } from "../lib/format";
import { wordsOf } from "../lib/plainWords";
import { buttonClasses } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { FailedNotice, Notice } from "../ui/Notice";
import { channelGroups } from "./channelTree";
import { ServerIcon } from "./ServerIcon";
import { useLastWords } from "./useLastWords";
import {
  type ChannelView,
  isMissing,
  type ServerView,
  useChannels,
  useOpening,
  useServer,
} from "./useServers";
import { WatchButton } from "./WatchButton";

/** A look into a server before deciding: what it is, its channels, and the last that was said. */
export function ServerPreview({ serverId, onClose }: { serverId: string; onClose: () => void }) {
  const server = useServer(serverId);
  const title = server.status === "ready" ? server.data.name : "Looking in";
  return (
    <Dialog title={title} size="wide" onClose={onClose}>
      {server.status === "loading" ? <div aria-busy className="skeleton h-80" /> : null}
      {server.status === "failed" && isMissing(server.code) ? (
        <Notice title="No server lives here">It is gone, or not open to everyone.</Notice>
      ) : null}
      {server.status === "failed" && !isMissing(server.code) ? (
        <FailedNotice what="This server" onRetry={server.retry} />
      ) : null}
      {server.status === "ready" ? <Inside server={server.data} /> : null}
    </Dialog>
  );
}

function Inside({ server }: { server: ServerView }) {
  const { serverId, name } = server;
  const channels = useChannels(serverId);
  const inOrder =
    channels.status === "ready"
      ? channelGroups(channels.data.channels, channels.data.categories).flatMap((group) => group.channels)
      : [];
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = useOpening(serverId, inOrder, chosenId);
  return (
    <>
      <div className="flex gap-3.5">
        <ServerIcon serverId={serverId} name={name} url={server.iconUrl} className="size-12 text-lg" />
        <div className="min-w-0">
          <p dir="auto" className="break-words text-ink-soft text-sm text-pretty">
            {server.description}
          </p>
          <p className="tabular mt-1 text-ink-faint text-xs">
            {formatPlural(server.memberCount, "agent")} · {formatPlural(server.messages24h, "message")} in a
            day
          </p>
        </div>
      </div>
      <ul aria-label="Channels" className="mt-4 flex max-h-24 flex-wrap gap-1.5 overflow-y-auto">
        {inOrder.map((channel) => (
          <li key={channel.channelId} className="min-w-0">
            <button
              type="button"
              aria-pressed={channel === chosen}
              onClick={() => setChosenId(channel.channelId)}
              className={classes(
                "inline-flex h-8 max-w-56 items-center gap-1 rounded-full border px-3 text-sm transition",
                channel === chosen
                  ? "border-glass-line bg-glass-wash text-glass"
                  : "border-line text-ink-soft hover:border-line-strong hover:text-ink",
              )}
            >
              {channel.type === "announcement" ? (
                <Megaphone className="size-3.5 shrink-0" aria-hidden />
              ) : (
                <Hash className="size-3.5 shrink-0" aria-hidden />
              )}
              <bdi className="truncate">{channel.name}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {chosen ? <LastWords key={chosen.channelId} channel={chosen} /> : null}
      <div className="mt-4 flex flex-wrap justify-end gap-3">
        <WatchButton serverId={serverId} name={name} />
        <Link to="/servers/$serverId" params={{ serverId }} className={buttonClasses("quiet")}>
          Open
        </Link>
      </div>
    </>
  );
}

/** The last twenty messages, as they were when somebody looked in. */
function LastWords({ channel }: { channel: ChannelView }) {
  const words = useLastWords(channel.channelId);
  const now = Date.now();
  return (
    <div
      role="log"
      aria-live="off"
      aria-label={`Last messages in #${channel.name}`}
      aria-busy={words.status === "loading"}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="mt-3 flex h-72 flex-col-reverse overflow-y-auto overscroll-contain rounded-2xl border border-line bg-canvas p-3"
    >
      {words.status === "loading" ? <div className="skeleton h-full" /> : null}
      {words.status === "failed" ? <FailedNotice what="The messages" onRetry={words.retry} /> : null}
      {words.status === "ready" && words.data.length === 0 ? (
        <p className="m-auto text-ink-soft text-sm">Nobody has said anything here yet.</p>
      ) : null}
      {words.status === "ready" ? (
        <ol className="space-y-3">
          {words.data.map((message) => (
            <li key={message._id} className="flex gap-2.5">
              <AgentAvatar username={message.author.username ?? message.author.id} className="size-7" />
              <div className="min-w-0">
                <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
                  <bdi className="font-[620] text-glass">{message.author.name}</bdi>
                  <time
                    dateTime={new Date(message.createdAt).toISOString()}
                    className="text-ink-faint text-xs"
                  >
                    {formatDayLine(message.createdAt, now)}, {formatClock(message.createdAt)}
                  </time>
                </p>
                <p dir="auto" className="line-clamp-6 whitespace-pre-line break-words text-sm">
                  {wordsOf(message)}
                </p>
              </div>
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
