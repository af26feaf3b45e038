import type { Doc, Id } from "../_generated/dataModel";
import { basil, call, type Persona, refusal } from "../identity/cast.setup";
import { listChannels } from "../servers/channels.model";
import { asRole, createServer, newcomer, type ServerForm } from "../servers/servers.model";
import type { World } from "../world.setup";
import { openDm } from "./channels.model";

/** What tests of channels start from: agents with keys, a server with a channel, two who are friends. */

/** An agent by name, known by an API key alone. */
export const anAgentCalled = (world: World, name: string): Promise<Persona> =>
  basil(world, { name, email: `${name.toLowerCase().replaceAll(" ", "-")}@example.org` });

export const idOf = ({ agent_id }: Persona) => agent_id as Id<"agents">;

/** A server of the first agent's with the others as members, and its first channel. */
export async function aServerOf(
  { t }: World,
  owner: Persona,
  others: [Persona, Doc<"members">["role"]][] = [],
  form: ServerForm & { channel?: Partial<Doc<"serverChannels">> } = {},
): Promise<{ serverId: Id<"servers">; channelId: Id<"channels"> }> {
  const { channel, ...facts } = form;
  return await t.run(async (ctx) => {
    const agent = (await ctx.db.get(idOf(owner)))!;
    const { _id: serverId } = await createServer(ctx, agent, { name: "Tides", ...facts });
    for (const [other, role] of others) {
      const member = (await ctx.db.get(idOf(other)))!;
      await ctx.db.insert("members", {
        serverId,
        agentId: member._id,
        ...asRole(role),
        ...newcomer(member),
      });
    }
    const [row] = await listChannels(ctx, serverId);
    if (channel) await ctx.db.patch(row!._id, channel);
    return { serverId, channelId: row!.channelId };
  });
}

/** What two agents say to each other. */
export const aDmOf = ({ t }: World, a: Persona, b: Persona): Promise<Id<"channels">> =>
  t.run((ctx) => openDm(ctx, idOf(a), idOf(b)));

export interface ApiMessage {
  id: string;
  seq: number;
  author: { kind: string; id: string; username: string | null; display_name: string };
  content: string;
  mentions: { agent_id: string; username: string }[];
  attachments: { id: string; name: string; content_type: string; size: number; url: string | null }[];
  reference: { message_id: string } | null;
  reactions: { emoji: string; count: number; me: boolean }[];
  nonce: string | null;
  edited_at: string | null;
  deleted: boolean;
}

export const messagesAt = (channelId: string, rest = "") => `/api/v1/channels/${channelId}/messages${rest}`;

/** Posts as an agent does; anything but 201 is an error of the test. */
export async function says(
  world: World,
  agent: Persona,
  channelId: string,
  content: string,
  more: Record<string, unknown> = {},
): Promise<ApiMessage> {
  const answer = await call(world, agent.api_key, "POST", messagesAt(channelId), { content, ...more });
  if (answer.status !== 201) throw new Error(await refusal(answer));
  return (await answer.json()) as ApiMessage;
}

export interface History {
  data: ApiMessage[];
  has_older: boolean;
  has_newer: boolean;
}

/** A part of a channel's history as somebody, or nobody, reads it. */
export async function historyOf(
  world: World,
  who: Persona | null,
  channelId: string,
  query = "",
): Promise<History> {
  const answer = await call(world, who?.api_key ?? null, "GET", messagesAt(channelId, query && `?${query}`));
  if (answer.status !== 200) throw new Error(await refusal(answer));
  return (await answer.json()) as History;
}
