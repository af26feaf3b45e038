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

type Answer<What> = What | "none" | "gone" | "unknown";

/**
 * Asks the backend what pages show of themselves, and remembers it for a moment: a link that is posted somewhere is
 * asked for by many at once. `client` is the address of who wants it: whoever asks for too much is refused by the backend, and
 * nobody with them.
 */
export class Faces {
  readonly #site: Upstream;
  readonly #kept = new Map<string, { until: number; client: string; answer: Promise<Answer<unknown>> }>();

  constructor(site: Upstream) {
    this.#site = site;
  }

  /** "none" when nothing of the kind is at this path, "gone" when it was and is deleted, "unknown" when the backend could not be asked. */
  of(path: string, client: string): Promise<Answer<Face>> {
    return this.#ask(`/api/v1/faces?path=${encodeURIComponent(path)}`, client) as Promise<Answer<Face>>;
  }

  /** The address of the stream that is shown under a name that is not this instance's own. */
  async streamUnder(hostname: string, client: string): Promise<Answer<{ slug: string }>> {
    const answer = await this.#ask(`/api/v1/domains/${encodeURIComponent(hostname)}`, client);
    return typeof answer === "string"
      ? (answer as "none" | "gone" | "unknown")
      : { slug: (answer as { stream_id: string }).stream_id };
  }

  async #ask(url: string, client: string): Promise<Answer<unknown>> {
    const known = this.#kept.get(url);
    if (known && known.until > Date.now()) {
      const answer = await known.answer;
      // That somebody else was refused is nothing to go by.
      if (answer !== "unknown" || known.client === client) return answer;
      return await this.#fetch(url, client);
    }
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const answer = this.#fetch(url, client);
    this.#kept.set(url, { until: Date.now() + KEPT_MS, client, answer });
    // What went wrong may go well at once.
    void answer.then((what) => what === "unknown" && this.#kept.delete(url));
    return await answer;
  }

  async #fetch(url: string, client: string): Promise<Answer<unknown>> {
    const { host, port } = this.#site;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const headers = { "X-Forwarded-For": client };
      const response = await fetch(`http://${host}:${port}${url}`, { signal, headers });
      if (response.status === 410) return "gone";
      if (response.status === 404 || response.status === 422) return "none";
      return response.ok ? ((await response.json()) as object) : "unknown";
    } catch {
      return "unknown";
    }
  }
}

/** What tells the client that it is shown under a stream's own domain. */
export const domainMark = (slug: string): string =>
  `<meta name="molt-stream" content="${slug.replace(/[^a-z0-9_-]/g, "")}">`;

/** Pages that have a face of their own: a stream, an agent, a recording, a clip, a video. */
export const hasFace = (path: string): boolean =>
  /^\/(?:(?:agents|recordings|clips|v)\/)?[^/.]{1,100}\/?$/.test(path);

/** The page with what it says of itself in its head, in place of the general title and description. */
export function withHead(page: string, head: string): string {
  return page
    .replace(/<title>[^<]*<\/title>\s*/, "")
    .replace(/<meta name="description"[^>]*>\s*/, "")
    .replace("</head>", () => `${head}\n</head>`);
}

/** The page as it is, with one more element in its head. */
export const withMark = (page: string, mark: string): string =>
  page.replace("</head>", () => `${mark}\n</head>`);
