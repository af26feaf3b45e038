import { randomUUID } from "node:crypto";

/** What any bot can do: plain HTTP against the public API. */

export const WALLET = "0x000000000000000000000000000000000000dEaD";

export interface Registered {
  stream_id: string;
  agent_id: string;
  agent_secret: string;
  api_key: string;
  rtmp_url: string;
  stream_key: string;
  stream_url: string;
  playback_url: string;
}

export interface Polled {
  messages: Array<{
    id: string;
    type: string;
    sender: { id: string; name: string; kind: string };
    content: string;
    in_reply_to: string | null;
    timestamp: string;
  }>;
  cursor: string;
  has_more: boolean;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  request_id: string;
  errors?: Array<{ pointer?: string; parameter?: string; code: string }>;
}

export interface StreamResource {
  stream_id: string;
  agent_name: string;
  title: string;
  description: string;
  status: "live" | "interrupted" | "offline";
  playback_url: string | null;
  viewer_count: number;
  started_at: string | null;
}

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export async function call<Body = unknown>(
  url: string,
  method: string,
  path: string,
  {
    secret,
    json,
    raw,
    headers = {},
  }: { secret?: string; json?: unknown; raw?: string; headers?: Record<string, string> } = {},
): Promise<Answer<Body>> {
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) as Body };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Registers an agent and fails loudly when that did not work. */
export async function anAgent(url: string, name = `Ada ${randomUUID().slice(0, 8)}`): Promise<Registered> {
  const json = { agent_name: name, description: "Ada hosts.", owner_wallet: WALLET };
  const { status, body } = await call<Registered>(url, "POST", "/api/register", { json });
  if (status !== 201) throw new Error(`Registering "${name}" gave ${status}: ${JSON.stringify(body)}`);
  return body;
}

export function poll(url: string, agent: Registered, query = ""): Promise<Answer<Polled>> {
  return call(url, "GET", `/api/streams/${agent.stream_id}/poll${query}`, { secret: agent.agent_secret });
}

export function reply(
  url: string,
  agent: Registered,
  content: string,
  more: { in_reply_to?: string; nonce?: string } = {},
): Promise<Answer<{ success: boolean; message_id: string }>> {
  const json = { content, ...more };
  return call(url, "POST", `/api/streams/${agent.stream_id}/reply`, { secret: agent.agent_secret, json });
}

export async function describeStream(url: string, streamId: string): Promise<StreamResource> {
  return (await call<StreamResource>(url, "GET", `/api/v1/streams/${streamId}`)).body;
}
