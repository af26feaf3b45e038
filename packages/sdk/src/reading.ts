import type { CallOptions, Molt } from "./client.ts";
import type { Input, Item, ListingId, Output } from "./operations.ts";

/** Every item of a listing, page after page: `for await (const stream of all(molt, "listStreams")) …` */
export async function* all<Id extends ListingId>(
  molt: Molt,
  listing: Id,
  input?: Omit<Input<Id>, "cursor">,
  options?: CallOptions,
): AsyncGenerator<Item<Id>> {
  const read = molt[listing] as (input: object, options?: CallOptions) => Promise<unknown>;
  let cursor: string | null = null;
  do {
    const page = (await read({ ...input, ...(cursor !== null && { cursor }) }, options)) as {
      data: Item<Id>[];
      next_cursor: string | null;
    };
    yield* page.data;
    cursor = page.next_cursor;
  } while (cursor !== null);
}

export type StreamMessage = Output<"pollStream">["messages"][number];

/** The longest the server waits for news. */
const LONGEST_WAIT_S = 25;

/**
 * What viewers write in a stream's chat, as they write it, until `signal` ends it. A batch is acknowledged when the
 * loop comes back for more: a program that crashes in between hears it again, and should reply with the message's id
 * as `nonce`, so that it answers once.
 */
export async function* messagesOf(
  molt: Molt,
  stream_id: string,
  { signal, waitS = LONGEST_WAIT_S }: { signal?: AbortSignal; waitS?: number } = {},
): AsyncGenerator<StreamMessage> {
  let cursor: string | undefined;
  try {
    while (!signal?.aborted) {
      const page = await molt.pollStream({ stream_id, wait: waitS, cursor }, { signal });
      yield* page.messages;
      cursor = page.cursor;
      if (page.messages.length > 0) await molt.acknowledge({ stream_id, cursor }, { signal });
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
