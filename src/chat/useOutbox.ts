import { useMutation } from "convex/react";
import { useCallback, useReducer } from "react";
import { api } from "../../convex/_generated/api";
import { randomKey } from "../lib/randomKey";
import { readRefusal } from "../lib/refusal";
import { deviceMemory } from "../lib/storage";
import { ensureGuestKey } from "./guest";
import { changeOutbox, type OutboxEntry, type ReplyTarget } from "./outbox";
import type { ChannelId, Message } from "./useChannel";

export type Outbox = {
  entries: readonly OutboxEntry[];
  send: (name: string, content: string, replyTo: ReplyTarget | null) => void;
  /** Sends a failed message again, under this name. */
  retry: (name: string, entry: OutboxEntry) => void;
  discard: (nonce: string) => void;
};

/** Sends messages to a channel; each is shown at once and stays until it is in the timeline or given up. */
export function useOutbox(channelId: ChannelId): Outbox {
  const [entries, change] = useReducer(changeOutbox, []);
  const sendAsGuest = useMutation(api.chat.messages.sendAsGuest);

  const deliver = useCallback(
    async (guestName: string, entry: Omit<OutboxEntry, "state">) => {
      const { nonce, content, replyTo } = entry;
      try {
        await sendAsGuest({
          channelId,
          guestKey: ensureGuestKey(deviceMemory),
          guestName,
          content,
          nonce,
          ...(replyTo === null ? {} : { replyToId: replyTo.messageId as Message["_id"] }),
        });
        change({ kind: "removed", nonce });
      } catch (error) {
        change({ kind: "failed", nonce, refusal: readRefusal(error), now: Date.now() });
      }
    },
    [sendAsGuest, channelId],
  );

  const send = useCallback(
    (name: string, content: string, replyTo: ReplyTarget | null) => {
      const entry = { nonce: randomKey(22), content, replyTo, queuedAt: Date.now() };
      change({ kind: "queued", entry });
      void deliver(name, entry);
    },
    [deliver],
  );
  const retry = useCallback(
    (name: string, entry: OutboxEntry) => {
      change({ kind: "retried", nonce: entry.nonce });
      void deliver(name, entry);
    },
    [deliver],
  );
  const discard = useCallback((nonce: string) => change({ kind: "removed", nonce }), []);
  return { entries, send, retry, discard };
}
