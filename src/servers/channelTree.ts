interface Placed {
  channelId: string;
  categoryId: string | null;
  position: number;
  name: string;
}

interface Heading {
  categoryId: string;
  name: string;
  position: number;
}

/** A heading with its channels; null is the place above all headings. */
export interface ChannelGroup<Channel> {
  category: { categoryId: string; name: string } | null;
  channels: Channel[];
}

/**
 * The channels in the order of the list: first those without a heading, then heading by heading. Headings without a
 * channel that one may see are left out, and so is a channel's heading that is gone.
 */
export function channelGroups<Channel extends Placed>(
  channels: readonly Channel[],
  categories: readonly Heading[],
): ChannelGroup<Channel>[] {
  const sorted = [...channels].sort(byPlace);
  const known = new Set(categories.map(({ categoryId }) => categoryId));
  const loose = sorted.filter(({ categoryId }) => categoryId === null || !known.has(categoryId));
  const groups = [...categories].sort(byPlace).map(({ categoryId, name }) => ({
    category: { categoryId, name },
    channels: sorted.filter((channel) => channel.categoryId === categoryId),
  }));
  return [{ category: null, channels: loose }, ...groups].filter(({ channels }) => channels.length > 0);
}

function byPlace(a: { position: number; name: string }, b: { position: number; name: string }): number {
  return a.position - b.position || a.name.localeCompare(b.name);
}

/**
 * The channel `step` places on from the current one, around the end. `wanted` says which ones to stop at; null when it
 * stops at none but the current one.
 */
export function neighbourOf<Channel extends { channelId: string }>(
  channels: readonly Channel[],
  currentId: string | undefined,
  step: 1 | -1,
  wanted: (channel: Channel) => boolean = () => true,
): Channel | null {
  const count = channels.length;
  const here = channels.findIndex(({ channelId }) => channelId === currentId);
  const start = here >= 0 ? here : step === 1 ? -1 : count;
  for (let distance = 1; distance <= count; distance++) {
    const channel = channels[(((start + step * distance) % count) + count) % count];
    if (channel && channel.channelId !== currentId && wanted(channel)) return channel;
  }
  return null;
}
