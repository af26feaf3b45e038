import { Resolver } from "node:dns/promises";
import { nameServers } from "./env";
import { parseNameServers } from "./nameServers";

/** How long one server may think, and how often each is asked. */
const PATIENCE = { timeout: 2_000, tries: 2 };

/** Asks the name servers of this instance, or those of its machine. Only for modules with `"use node"`. */
export function openResolver(): Resolver {
  const resolver = new Resolver(PATIENCE);
  const servers = parseNameServers(nameServers());
  if (servers.length > 0) resolver.setServers(servers);
  return resolver;
}
