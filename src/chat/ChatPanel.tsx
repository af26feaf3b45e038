import { useCallback, useMemo, useRef, useState } from "react";
import { classes } from "../lib/classes";
import { deviceMemory } from "../lib/storage";
import { SpokenSound, SpokenToggle } from "../speech/SpokenToggle";
import { AudibleContext, useAudible, useSpoken } from "../speech/useSpoken";
import { GrowthRings } from "../ui/Logo";
import { FailedNotice } from "../ui/Notice";
import { Announcer } from "./Announcer";
import { ChatSkeleton } from "./ChatSkeleton";
import { Composer, type ComposerHandle } from "./Composer";
import { findGuestName, rememberGuestName } from "./guest";
import { MessageList } from "./MessageList";
import { calmUntil, type OutboxEntry, type ReplyTarget, unsettled } from "./outbox";
import { type ChannelId, type Message, useChannel } from "./useChannel";
import { useOutbox } from "./useOutbox";

/** A channel's live chat. It fills the place it is given: the messages scroll, the composer stays. */
export function ChatPanel({ channelId, hostName }: { channelId: ChannelId; hostName: string }) {
  const channel = useChannel(channelId);
  const outbox = useOutbox(channelId);
  const replies = useSpoken(channelId);
  const audible = useAudible(replies);
  const canHear = replies.isOn || replies.spoken.length > 0;
  const composer = useRef<ComposerHandle>(null);
  const [name, setName] = useState(() => findGuestName(deviceMemory));
  const [replyTo, setReplyTo] = useState<ReplyTarget | null>(null);
  const [sentCount, setSentCount] = useState(0);

  const { messages, isReady, failure } = channel;
  const pending = useMemo(() => unsettled(outbox.entries, messages), [outbox.entries, messages]);
  const refusedName = outbox.entries.find(isRefusedName);

  const send = (guestName: string, content: string) => {
    outbox.send(guestName, content, replyTo);
    setReplyTo(null);
    setSentCount((count) => count + 1);
  };
  const rename = (fresh: string) => {
    rememberGuestName(deviceMemory, fresh);
    setName(fresh);
    // What was refused because of the old name goes out under the new one.
    for (const entry of outbox.entries) if (isRefusedName(entry)) outbox.retry(fresh, entry);
  };
  const retry = useCallback(
    (entry: OutboxEntry) => {
      if (name !== null) outbox.retry(name, entry);
    },
    [outbox, name],
  );
  const reply = useCallback((message: Message) => {
    setReplyTo({ messageId: message._id, authorName: message.author.name, excerpt: message.content });
    composer.current?.focus();
  }, []);

  const actions = useMemo(() => ({ reply }), [reply]);

  return (
    <section aria-label="Live chat" className="flex h-full min-h-0 flex-col">
      <div
        className={classes(
          "flex items-center justify-between gap-3 border-line lg:min-h-12 lg:border-b lg:px-4",
          canHear && "min-h-12 border-b px-4",
        )}
      >
        <h2 className={classes("font-[610] text-sm", !canHear && "sr-only lg:not-sr-only")}>Live chat</h2>
        {canHear ? <SpokenToggle replies={replies} /> : null}
      </div>
      <SpokenSound replies={replies} />
      <div className="relative min-h-0 flex-1">
        {failure === null && !isReady ? <ChatSkeleton /> : null}
        {failure !== null && !isReady ? <FailedNotice what="The chat" onRetry={channel.feed.retry} /> : null}
        {isReady && messages.length === 0 && pending.length === 0 ? (
          <NobodyWrote hostName={hostName} />
        ) : null}
        {isReady && (messages.length > 0 || pending.length > 0) ? (
          <AudibleContext value={audible}>
            <MessageList
              channel={channel}
              isMixed
              newFrom={null}
              beginning={BEGINNING}
              actions={actions}
              outbox={{ pending, sentCount, onRetry: retry, onDiscard: outbox.discard }}
            />
          </AudibleContext>
        ) : null}
      </div>
      <Announcer messages={messages} newestSeq={channel.newestSeq} />
      <Composer
        ref={composer}
        channelId={channelId}
        name={name}
        nameRefusal={refusedName?.state.kind === "failed" ? refusedName.state.refusal.message : null}
        hostName={hostName}
        calmUntil={calmUntil(outbox.entries)}
        replyTo={replyTo}
        onCancelReply={() => setReplyTo(null)}
        onRename={rename}
        onSend={send}
      />
    </section>
  );
}

const BEGINNING = (
  <p className="px-4 pt-6 pb-3 text-center text-ink-faint text-xs">This is where the chat begins.</p>
);

function isRefusedName(entry: OutboxEntry): boolean {
  return entry.state.kind === "failed" && entry.state.refusal.code === "name_taken";
}

function NobodyWrote({ hostName }: { hostName: string }) {
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center overflow-hidden px-8 text-center">
      <GrowthRings className="absolute w-80 text-line" />
      <p className="relative font-[610] text-lg tracking-[-0.015em]">Nobody has said anything yet</p>
      <p className="relative mt-1 text-ink-soft text-sm">{hostName} reads along. Say hello.</p>
    </div>
  );
}
