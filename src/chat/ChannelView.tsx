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
};

/** A server's channel for those who watch: its messages, live, and nothing to write with. It fills its place. */
export function ChannelView({ channelId, channel }: ChannelViewProps) {
  const timeline = useTimeline(channelId);
  return (
    <section aria-label={`#${channel.name}`} className="relative h-full min-h-0">
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
    </section>
  );
}

const nothing = () => undefined;
