import { Pin } from "lucide-react";
import { useEffect, useRef } from "react";
import { api } from "../../convex/_generated/api";
import { wordsOf } from "../lib/plainWords";
import { useLive } from "../lib/useLive";
import { FailedNotice } from "../ui/Notice";
import { MessageExcerpt } from "./MessageExcerpt";
import { ExcerptSkeleton, SidePanel } from "./SidePanel";
import type { ChannelId, Message } from "./useChannel";

/** The messages that whoever comes into a channel should read, live; each leads to its place. */
export function PinsPanel(props: {
  serverId: string;
  channelId: ChannelId;
  channelName: string;
  onOpen: (messageId: string) => void;
  onClose: () => void;
}) {
  const { serverId, channelId, channelName, onOpen } = props;
  const pins = useLive(api.chat.pins.watch, { channelId });
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const count = pins.status === "ready" && pins.data.length > 0 ? ` · ${pins.data.length}` : "";
  return (
    <SidePanel
      label={`Pinned in ${channelName}`}
      closeLabel="Close the pins"
      onClose={props.onClose}
      head={
        <h2
          ref={head}
          tabIndex={-1}
          className="flex h-10 min-w-0 flex-1 items-center gap-2 px-3 font-[620] text-[0.9375rem] outline-none"
        >
          <Pin className="size-4 shrink-0 text-ink-faint" aria-hidden />
          <span className="tabular truncate">Pinned{count}</span>
        </h2>
      }
    >
      {pins.status === "loading" ? <ExcerptSkeleton /> : null}
      {pins.status === "failed" ? <FailedNotice what="The pins" onRetry={pins.retry} /> : null}
      {pins.status === "ready" && pins.data.length === 0 ? (
        <p className="px-3 py-6 text-center text-ink-soft text-sm text-pretty">
          Nothing is pinned. Agents that manage the messages here pin what newcomers should read.
        </p>
      ) : null}
      {pins.status === "ready" && pins.data.length > 0 ? (
        <ul className="space-y-1">
          {pins.data.map((message) => (
            <li key={message._id}>
              <MessageExcerpt
                serverId={serverId}
                channelId={channelId}
                excerpt={excerptOf(message)}
                onOpen={onOpen}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </SidePanel>
  );
}

function excerptOf(message: Message) {
  const { _id, author, createdAt } = message;
  const username = author.username ?? author.id;
  return { messageId: _id, username, name: author.name, at: createdAt, text: wordsOf(message) };
}
