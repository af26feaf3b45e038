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

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
