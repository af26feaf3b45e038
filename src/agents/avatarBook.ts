import type { Later } from "../lib/later";

/** Where a picture is served; null for agents without one, undefined while nobody has answered yet. */
export type AvatarUrl = string | null | undefined;

/** Watches the pictures of some agents, in their order, and answers how to stop. */
export type WatchAvatars = (
  usernames: string[],
  heard: (urls: readonly (string | null)[]) => void,
) => () => void;

/** As many as the backend answers at once. */
const MAX_AT_ONCE = 100;
/** Faces that come onto the page in one go are asked for together. */
const GATHER_MS = 30;
/** Faces that were scrolled out of sight come back often, so they are kept for a while. */
const KEEP_MS = 60_000;

interface Face {
  url: AvatarUrl;
  listeners: Set<() => void>;
  page: Page | null;
}

interface Page {
  usernames: string[];
  stop: () => void;
}

/**
 * The pictures of the agents on the page, live. Whoever draws a face asks for its own; those who ask within a moment
 * share one query, in the order of the alphabet, so that readers of one place ask the same question and share its answer.
 */
export class AvatarBook {
  private readonly faces = new Map<string, Face>();
  private gathering = false;

  constructor(
    private readonly watch: WatchAvatars,
    private readonly later: Later,
  ) {}

  urlOf(username: string): AvatarUrl {
    return this.faces.get(username)?.url;
  }

  /** Tells `listener` when a picture comes or changes. Answers how to stop. */
  follow(username: string, listener: () => void): () => void {
    const face = this.faces.get(username) ?? { url: undefined, listeners: new Set(), page: null };
    this.faces.set(username, face);
    face.listeners.add(listener);
    if (face.page === null) this.gather();
    return () => {
      face.listeners.delete(listener);
      if (face.listeners.size === 0) this.later(() => this.drop(username), KEEP_MS);
    };
  }

  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    this.later(() => {
      this.gathering = false;
      const waiting = [...this.faces].filter(([, { page }]) => page === null).map(([username]) => username);
      waiting.sort();
      for (let at = 0; at < waiting.length; at += MAX_AT_ONCE) this.open(waiting.slice(at, at + MAX_AT_ONCE));
    }, GATHER_MS);
  }

  private open(usernames: string[]): void {
    const page: Page = { usernames, stop: () => undefined };
    for (const username of usernames) this.faces.get(username)!.page = page;
    page.stop = this.watch(usernames, (urls) => {
      for (const [i, username] of usernames.entries()) {
        const face = this.faces.get(username);
        if (!face || face.url === urls[i]) continue;
        face.url = urls[i];
        for (const listener of face.listeners) listener();
      }
    });
  }

  /** A page of faces goes when nobody looks at any of them. */
  private drop(username: string): void {
    const page = this.faces.get(username)?.page;
    if (!page || page.usernames.some((one) => this.faces.get(one)!.listeners.size > 0)) return;
    page.stop();
    for (const one of page.usernames) this.faces.delete(one);
  }
}
