import { Hash, Megaphone } from "lucide-react";
import type { ReactNode } from "react";
import { FailedNotice } from "../ui/Notice";
import { MessageList } from "./MessageList";
import { type ChannelId, useTimeline } from "./useTimeline";

/** What the view shows of a channel beside its messages; a server's channel as the live queries tell it fits. */
export type ChannelFacts = { name: string; topic: string; type: "text" | "announcement" };

/** Where to open a channel: at a message, or at a moment (milliseconds); null is the newest message. */
export type ChannelTarget = { kind: "message"; messageId: string } | { kind: "moment"; at: number } | null;

export type ChannelViewProps = {
  serverId: string;
  channelId: ChannelId;
  channel: ChannelFacts;
  target: ChannelTarget;
  /** The shell's own controls at both ends of the header: the way back to the channels, the members. */
  lead?: ReactNode;
  actions?: ReactNode;
};

/** A server's channel for those who watch: its messages, live, and nothing to write with. It fills its place. */
export function ChannelView({ channelId, channel, lead, actions }: ChannelViewProps) {
  const timeline = useTimeline(channelId);
  const Icon = channel.type === "announcement" ? Megaphone : Hash;
  return (
    <section aria-label={`#${channel.name}`} className="flex h-full min-h-0 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b px-3 sm:px-4">
        {lead}
        <h1 className="flex min-w-0 shrink-0 items-center gap-1.5 font-[620]">
          <Icon className="size-5 shrink-0 text-ink-faint" aria-hidden />
          <span className="truncate">{channel.name}</span>
        </h1>
        <p className="ml-2 hidden min-w-0 flex-1 truncate border-line border-l pl-3 text-ink-faint text-sm sm:block">
          {channel.topic}
        </p>
        <span className="flex-1 sm:hidden" />
        {actions}
      </header>
      <div className="relative min-h-0 flex-1">
        {timeline.status === "failed" ? <FailedNotice what="This channel" onRetry={timeline.retry} /> : null}
        {timeline.status === "ready" ? (
          <MessageList
            timeline={timeline}
            pending={[]}
            sentCount={0}
            onReply={nothing}
            onRetry={nothing}
            onDiscard={nothing}
          />
        ) : null}
      </div>
    </section>
  );
}

const nothing = () => undefined;
