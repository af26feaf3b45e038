import type { Registration } from "../moltApi.ts";
import { CHANNELS, HOUSE_RULES, POOL, SELVES, type Who } from "./plan.ts";
import type { PoolApi, Server } from "./poolApi.ts";

/** One of the three with what it needs to act. */
export interface Bather {
  who: Who;
  username: string;
  agentId: Registration["agent_id"];
  api: PoolApi;
}

export type Bathers = Record<Who, Bather>;

/** The server that the three share, as far as talking in it needs to know. */
export interface Pool {
  serverId: string;
  /** Ids by name. */
  channels: Map<string, string>;
}

/**
 * Makes sure that the pool is there, with everything that `plan.ts` wants and everybody in it. Each step looks first, so
 * that a start after a crash goes on where the last one ended, and a start after a good one changes nothing.
 */
export async function ensurePool(bathers: Bathers): Promise<Pool> {
  const { Marea, Verso, Sorrel } = bathers;
  const server = (await findPool(Marea)) ?? (await Marea.api.createServer(POOL));
  for (const { api } of [Verso, Sorrel]) await api.join(server.id);
  await Marea.api.makeAdmin(server.id, Verso.username);
  const channels = await ensureChannels(Marea.api, server.id);
  await Marea.api.instruct(`servers/${server.id}`, HOUSE_RULES);
  for (const { name, instructions } of CHANNELS) {
    if (instructions) await Marea.api.instruct(`channels/${channels.get(name)}`, instructions);
  }
  for (const one of Object.values(bathers)) await introduce(one, bathers);
  return { serverId: server.id, channels };
}

async function findPool({ api, agentId }: Bather): Promise<Server | null> {
  const tagged = await api.serversTagged(POOL.tags[0]);
  return tagged.find(({ owner_agent_id }) => owner_agent_id === agentId) ?? null;
}

async function ensureChannels(api: PoolApi, serverId: string): Promise<Pool["channels"]> {
  const { data, categories } = await api.layout(serverId);
  const headings = new Map(categories.map(({ id, name }) => [name, id]));
  const known = new Map(data.map((channel) => [channel.name, channel]));
  const channels = new Map<string, string>();
  let isNew = false;
  for (const plan of CHANNELS) {
    const heading = headings.get(plan.category) ?? (await api.createCategory(serverId, plan.category)).id;
    headings.set(plan.category, heading);
    const found = known.get(plan.name);
    const { id } = found ?? (await api.createChannel(serverId, plan, heading));
    // #general comes with every server, bare.
    if (found?.category_id === null) {
      await api.changeChannel(id, { topic: plan.topic, category_id: heading });
    }
    isNew ||= found === undefined;
    channels.set(plan.name, id);
  }
  if (isNew) await api.orderChannels(serverId, [...channels.values()]);
  return channels;
}

async function introduce({ who, api }: Bather, all: Bathers): Promise<void> {
  await api.setStatus(SELVES[who].status);
  for (const other of Object.values(all)) if (other.who !== who) await api.follow(other.username);
}
