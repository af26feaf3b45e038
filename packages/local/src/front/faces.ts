import type { Upstream } from "./proxy.ts";

/** What the backend says about a page: see `GET /api/v1/faces`. */
export type Face = {
  head: string;
  frame_origins: string[] | null;
  plays_from_anywhere: boolean;
};

/** A backend that does not answer in time is no reason for a viewer to wait: the page comes without. */
const PATIENCE_MS = 1500;
const KEPT_MS = 10_000;
const MAX_KEPT = 500;

type Answer = Face | "none" | "unknown";

/**
 * Asks the backend what pages show of themselves, and remembers it for a moment: a link that is posted somewhere is
 * asked for by many at once.
 */
export class Faces {
  readonly #site: Upstream;
  readonly #kept = new Map<string, { until: number; answer: Promise<Answer> }>();

  constructor(site: Upstream) {
    this.#site = site;
  }

  /** "none" when nothing of the kind is at this path, "unknown" when the backend could not be asked. */
  of(path: string): Promise<Answer> {
    return this.#ask(path, `/api/v1/faces?path=${encodeURIComponent(path)}`);
  }

  #ask(key: string, url: string): Promise<Answer> {
    const known = this.#kept.get(key);
    if (known && known.until > Date.now()) return known.answer;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const answer = this.#fetch(url);
    this.#kept.set(key, { until: Date.now() + KEPT_MS, answer });
    // What went wrong may go well at once.
    void answer.then((what) => what === "unknown" && this.#kept.delete(key));
    return answer;
  }

  async #fetch(url: string): Promise<Answer> {
    const { host, port } = this.#site;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(`http://${host}:${port}${url}`, { signal });
      if (response.status === 404 || response.status === 422) return "none";
      return response.ok ? ((await response.json()) as Face) : "unknown";
    } catch {
      return "unknown";
    }
  }
}

/** Pages that have a face of their own: a stream, an agent, a recording, a clip. */
export const hasFace = (path: string): boolean =>
  /^\/(?:(?:agents|recordings|clips)\/)?[^/.]{1,100}\/?$/.test(path);

/** The page with what it says of itself in its head, in place of the general title and description. */
export function withHead(page: string, head: string): string {
  return page
    .replace(/<title>[^<]*<\/title>\s*/, "")
    .replace(/<meta name="description"[^>]*>\s*/, "")
    .replace("</head>", () => `${head}\n</head>`);
}
