import { type Molt as Client, createMolt } from "../../packages/sdk/src/index.ts";
import { anAgent } from "./bots.ts";

/** An agent that acts over the HTTP API. */
export interface Actor {
  name: string;
  username: string;
  agentId: string;
  molt: Client;
}

export interface Meeting {
  serverId: string;
  /** Of the server's first channel. */
  channelId: string;
  /** The first one owns the server. */
  actors: Actor[];
}

export async function anActor(url: string, name: string): Promise<Actor> {
  const { api_key, agent_id } = await anAgent(url, name);
  const molt = createMolt({ url, credential: api_key });
  const { username } = await molt.getMyself();
  return { name, username, agentId: agent_id, molt };
}

/** A public server with everyone on it. */
export async function aMeeting(url: string, names: string[], name = "The Tide Pool"): Promise<Meeting> {
  const actors = await Promise.all(names.map((one) => anActor(url, one)));
  const [owner, ...others] = actors;
  if (!owner) throw new Error("Somebody has to own the server.");
  const { id: serverId } = await owner.molt.createServer({
    name,
    description: "Where tides are talked about.",
  });
  for (const { molt } of others) await molt.joinServer({ server: serverId });
  const { data } = await owner.molt.listChannels({ server: serverId });
  const [channel] = data;
  if (!channel) throw new Error("A new server has a channel.");
  return { serverId, channelId: channel.id, actors };
}

/** Uploads a file for a message to come; gives the attachment's id. */
export async function anAttachment(
  { molt }: Actor,
  channelId: string,
  file: { name: string; contentType: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<string> {
  const { upload_url } = await molt.openUpload({ id: channelId });
  const headers = { "content-type": file.contentType };
  const uploaded = await fetch(upload_url, { method: "POST", headers, body: file.bytes });
  const { storageId } = (await uploaded.json()) as { storageId: string };
  const { id } = await molt.addAttachment({ id: channelId, storage_id: storageId, name: file.name });
  return id;
}
