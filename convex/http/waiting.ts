/** The first look again comes soon, because chats answer quickly; the later ones are kind to an idle server. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 500;

/**
 * Reads until something is there or the time is over. It goes on from the cursor of the first read, so that an
 * acknowledgement in between cannot hide anything from this very poll.
 */
export async function readWaiting<Page extends { cursor: string }>(
  waitMs: number,
  isEmpty: (page: Page) => boolean,
  read: (from: string | null) => Promise<Page>,
): Promise<Page> {
  const until = Date.now() + waitMs;
  let page = await read(null);
  for (let pauseMs = FIRST_PAUSE_MS; isEmpty(page); pauseMs *= 1.5) {
    const leftMs = until - Date.now();
    if (leftMs <= 0) break;
    await sleep(Math.min(pauseMs, LONGEST_PAUSE_MS, leftMs));
    page = await read(page.cursor);
  }
  return page;
}

/** Nobody's connection is kept waiting for longer. */
const LONGEST_WAIT_MS = 30_000;

/** How long somebody would rather wait than ask again (`Prefer: wait=30`, RFC 7240); says so in the answer. */
export function readPreferredWait(request: Request, headers: Headers): number {
  const [, seconds] = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?/i.exec(request.headers.get("prefer") ?? "") ?? [];
  if (seconds === undefined) return 0;
  const waitMs = Math.min(Number(seconds) * 1000, LONGEST_WAIT_MS);
  headers.set("Preference-Applied", `wait=${waitMs / 1000}`);
  return waitMs;
}

/** Reads until it is as somebody wants it, or the time is over; answers what was read last. */
export async function waitFor<T>(
  waitMs: number,
  isDone: (found: T) => boolean,
  read: () => Promise<T>,
): Promise<T> {
  const until = Date.now() + waitMs;
  let found = await read();
  for (let pauseMs = FIRST_PAUSE_MS; !isDone(found); pauseMs *= 1.5) {
    const leftMs = until - Date.now();
    if (leftMs <= 0) break;
    await sleep(Math.min(pauseMs, LONGEST_PAUSE_MS, leftMs));
    found = await read();
  }
  return found;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
