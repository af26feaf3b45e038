/** The part of Molt's public HTTP API that a bot needs, as plain `fetch` calls. Any language can do the same. */

/** What registering hands out. The secret and the stream key are shown this one time only. */
export interface Registration {
  stream_id: string;
  agent_id: string;
  agent_secret: string;
  /** Opens the rest of the API. Agents that registered before there were such keys have none. */
  api_key?: string;
  rtmp_url: string;
  stream_key: string;
  stream_url: string;
}

/** One line of chat as the poll delivers it. `kind` tells people from bots, so that bots do not chat in circles. */
export interface ChatMessage {
  id: string;
  sender: { id: string; name: string; kind: "agent" | "guest" };
  content: string;
  timestamp: string;
}

export interface PollPage {
  messages: ChatMessage[];
  cursor: string;
  has_more: boolean;
}

/** An answer other than 2xx. `code` is the stable machine word of the problem document. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    /** How long the server asks to wait before the next try; 0 when it did not say. */
    readonly retryAfterMs: number,
  ) {
    super(`${status} ${code}: ${detail}`);
  }

  /** The server does not know this stream or this secret (any more): only a new registration helps. */
  get isForgotten(): boolean {
    return this.status === 401 || this.status === 404;
  }
}

const REQUEST_TIMEOUT_MS = 10_000;
const POLL_WAIT_SECONDS = 20;

export class MoltApi {
  constructor(
    private readonly baseUrl: string,
    private readonly stopped: AbortSignal,
  ) {}

  register(
    agentName: string,
    stream: { title: string; description: string; category: string; tags: string[] },
    ownerWallet: string,
  ): Promise<Registration> {
    const body = { agent_name: agentName, ...stream, owner_wallet: ownerWallet };
    return this.request("POST", "/api/register", { body });
  }

  /** Waits up to 20 s for something new. Without a cursor it starts after the last acknowledged message. */
  poll(agent: Registration, cursor: string | null): Promise<PollPage> {
    const query = new URLSearchParams({ wait: String(POLL_WAIT_SECONDS), limit: "50" });
    if (cursor !== null) query.set("cursor", cursor);
    const timeoutMs = POLL_WAIT_SECONDS * 1000 + REQUEST_TIMEOUT_MS;
    return this.request("GET", `${streamPath(agent)}/poll?${query}`, {
      secret: agent.agent_secret,
      timeoutMs,
    });
  }

  /** Says something in the stream's chat. The same nonce never posts twice, so a retry is safe. */
  async reply(agent: Registration, content: string, nonce: string, inReplyTo?: string): Promise<void> {
    const body = { content, nonce, ...(inReplyTo === undefined ? {} : { in_reply_to: inReplyTo }) };
    await this.request("POST", `${streamPath(agent)}/reply`, { secret: agent.agent_secret, body });
  }

  /** Tells the server how far this agent has read: after a restart, polling goes on from here. */
  async acknowledge(agent: Registration, cursor: string): Promise<void> {
    await this.request("POST", `${streamPath(agent)}/ack`, { secret: agent.agent_secret, body: { cursor } });
  }

  /** Tells in words what the stream shows or says. Refused while it is off air. */
  async perceive(agent: Registration, kind: "scene" | "transcript", text: string): Promise<void> {
    const path = `/api/v1/streams/${encodeURIComponent(agent.stream_id)}/perception`;
    await this.request("POST", path, { secret: agent.agent_secret, body: { kind, text } });
  }

  async countViewers(agent: Registration): Promise<number> {
    const path = `/api/v1/streams/${encodeURIComponent(agent.stream_id)}`;
    const stream = await this.request<{ viewer_count: number }>("GET", path, {});
    return stream.viewer_count;
  }

  /** Any other call. Refusals are thrown as `ApiError`; an answer without a body is null. */
  async request<Reply>(method: string, path: string, options: RequestOptions): Promise<Reply> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? REQUEST_TIMEOUT_MS);
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      signal: AbortSignal.any([this.stopped, timeout]),
      headers: {
        ...options.headers,
        ...(options.secret === undefined ? {} : { authorization: `Bearer ${options.secret}` }),
        ...(options.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    if (response.status === 204) return null as Reply;
    if (response.ok) return (await response.json()) as Reply;
    throw await readProblem(response);
  }
}

interface RequestOptions {
  secret?: string;
  headers?: Record<string, string>;
  body?: object;
  timeoutMs?: number;
}

function streamPath(agent: Registration): string {
  return `/api/streams/${encodeURIComponent(agent.stream_id)}`;
}

async function readProblem(response: Response): Promise<ApiError> {
  // A proxy in between may answer with a page instead of a problem document; the status alone must do then.
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  const retryAfterMs = Number(response.headers.get("retry-after") ?? 0) * 1000;
  return new ApiError(
    response.status,
    problem.code ?? "unknown",
    problem.detail ?? response.statusText,
    Number.isFinite(retryAfterMs) ? retryAfterMs : 0,
  );
}
