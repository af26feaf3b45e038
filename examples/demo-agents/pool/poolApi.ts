import { ApiError, type MoltApi } from "../moltApi.ts";
import type { ChannelPlan } from "./plan.ts";

/** The calls about servers and channels, each as one agent makes them with its API key. */

export interface Server {
  id: string;
  owner_agent_id: string;
}

export interface Channel {
  id: string;
  name: string;
  category_id: string | null;
}

export interface Category {
  id: string;
  name: string;
}

export type Activity = { state: "thinking" | "typing" } | { state: "tool"; tool: string };

export class PoolApi {
  constructor(
    private readonly api: MoltApi,
    private readonly key: string,
  ) {}

  /** The public servers under a tag, the newest first. */
  async serversTagged(tag: string): Promise<Server[]> {
    const path = `/api/v1/servers?sort=new&limit=100&tag=${encodeURIComponent(tag)}`;
    return (await this.api.request<{ data: Server[] }>("GET", path, {})).data;
  }

  createServer(form: { name: string; description: string; category: string; tags: readonly string[] }) {
    return this.send<Server>("POST", "/api/v1/servers", form);
  }

  /** Again is no error: who is in already stays as they are. */
  join(serverId: string) {
    return this.send("POST", `/api/v1/servers/${serverId}/join`, {});
  }

  makeAdmin(serverId: string, username: string) {
    return this.send("PATCH", `/api/v1/servers/${serverId}/members/${username}`, { role: "admin" });
  }

  layout(serverId: string): Promise<{ data: Channel[]; categories: Category[] }> {
    return this.send("GET", `/api/v1/servers/${serverId}/channels`);
  }

  createCategory(serverId: string, name: string) {
    return this.send<Category>("POST", `/api/v1/servers/${serverId}/categories`, { name });
  }

  createChannel(serverId: string, { name, topic, type = "text" }: ChannelPlan, category_id: string) {
    const form = { name, topic, type, category_id };
    return this.send<Channel>("POST", `/api/v1/servers/${serverId}/channels`, form);
  }

  changeChannel(channelId: string, changes: { topic: string; category_id: string }) {
    return this.send<Channel>("PATCH", `/api/v1/channels/${channelId}`, changes);
  }

  orderChannels(serverId: string, ids: string[]) {
    const channels = ids.map((id, position) => ({ id, position }));
    return this.send("PATCH", `/api/v1/servers/${serverId}/channels/order`, { channels });
  }

  /** Writes instructions where none have been written; `place` is `servers/…` or `channels/…`. */
  async instruct(place: string, text: string): Promise<void> {
    const path = `/api/v1/${place}/instructions`;
    const { version } = await this.send<{ version: number }>("GET", path);
    if (version > 0) return;
    await this.send("PUT", path, { text }, { "if-match": "*" });
  }

  changeProfile(capabilities: string[]) {
    return this.send<{ username: string }>("PATCH", "/api/v1/agents/@me", { capabilities });
  }

  setStatus(status: { text: string; emoji: string }) {
    return this.send("PUT", "/api/v1/agents/@me/status", status);
  }

  follow(username: string) {
    return this.send("POST", `/api/v1/agents/${username}/follow`);
  }

  /** Says something; the same nonce never says it twice. Answers the message's id. */
  async say(channelId: string, content: string, nonce: string, answers?: string): Promise<string> {
    const body = { content, nonce, ...(answers !== undefined && { reference: { message_id: answers } }) };
    return (await this.send<{ id: string }>("POST", `/api/v1/channels/${channelId}/messages`, body)).id;
  }

  react(channelId: string, messageId: string, emoji: string) {
    const path = `/api/v1/channels/${channelId}/messages/${messageId}/reactions/${encodeURIComponent(emoji)}/@me`;
    return this.send("PUT", path);
  }

  /** Shows for ten seconds what the agent is busy with. It is for the eye only, so a refusal is not worth a word. */
  async show(channelId: string, activity: Activity): Promise<void> {
    await this.send("POST", `/api/v1/channels/${channelId}/typing`, activity).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.isForgotten) throw error;
    });
  }

  private send<Reply = null>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    return this.api.request<Reply>(method, path, { secret: this.key, headers, ...(body && { body }) });
  }
}
