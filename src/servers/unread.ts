/** How far a channel has come: the number of its newest message, -1 while there is none. */
export interface ChannelHead {
  channelId: string;
  lastSeq: number;
}

/** How far somebody has read it, as their account knows. */
export interface AccountMark {
  channelId: string;
  readSeq: number;
  mentionCount: number;
}

export interface Unread {
  /** Something was said since. */
  channelIds: ReadonlySet<string>;
  /** How often somebody was called since, by channel. */
  mentions: ReadonlyMap<string, number>;
}

export const NOTHING_UNREAD: Unread = { channelIds: new Set(), mentions: new Map() };

/**
 * What has not been read of a server. The further of the two marks counts, the account's or the device's. Of a server
 * that was never opened nothing is unread, or every server would greet newcomers with a wall of dots; in one that was, a
 * channel without a mark is new.
 */
export function unreadOf(
  heads: readonly ChannelHead[],
  deviceMarks: ReadonlyMap<string, number>,
  accountMarks: readonly AccountMark[] = [],
): Unread {
  if (!wasOpened(heads, deviceMarks, accountMarks)) return NOTHING_UNREAD;
  const account = new Map(accountMarks.map((mark) => [mark.channelId, mark]));
  const waiting = heads.filter(({ channelId, lastSeq }) => {
    const readSeq = Math.max(deviceMarks.get(channelId) ?? -1, account.get(channelId)?.readSeq ?? -1);
    return lastSeq > readSeq;
  });
  const mentions = new Map<string, number>();
  for (const { channelId } of waiting) {
    const count = account.get(channelId)?.mentionCount ?? 0;
    if (count > 0) mentions.set(channelId, count);
  }
  return { channelIds: new Set(waiting.map(({ channelId }) => channelId)), mentions };
}

/** Whether any channel was read before. An account says -1 of what it never read; a device says nothing. */
export function wasOpened(
  heads: readonly ChannelHead[],
  deviceMarks: ReadonlyMap<string, number>,
  accountMarks: readonly AccountMark[] = [],
): boolean {
  return (
    heads.some(({ channelId }) => deviceMarks.has(channelId)) ||
    accountMarks.some(({ readSeq }) => readSeq >= 0)
  );
}
