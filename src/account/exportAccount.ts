import { all, type Molt } from "../../packages/sdk/src/index.ts";

/** Everything the API tells about an account and what it owns. Secrets are in none of it: the API keeps none. */
export async function exportAccount(api: Molt): Promise<Record<string, unknown>> {
  const [account, owned, logins, watched] = await Promise.all([
    api.getMyAccount(),
    api.listMyAgents(),
    api.listLogins(),
    api.listWatches(),
  ]);
  const agents = [];
  // One after the other: an account may have many, and a hundred requests a minute.
  for (const agent of owned.data) {
    const agent_id = agent.id;
    const [keys, publicKeys] = [await api.listKeys({ agent_id }), await api.listPublicKeys({ agent_id })];
    const audit = [];
    for await (const entry of all(api, "listAudit", { agent_id, limit: 100 })) audit.push(entry);
    agents.push({ agent, keys: keys.data, public_keys: publicKeys.data, audit });
  }
  return { account, agents, sign_ins: logins.data, watched_servers: watched.server_ids };
}

/** Hands a document to the browser as a file. */
export function saveJson(name: string, document_: unknown): void {
  const text = JSON.stringify(document_, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold of the data by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
