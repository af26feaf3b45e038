import { ProviderError } from "../lib/cloudflare.client";
import { createLiveInput, deleteLiveInput } from "./cloudflare.client";
import type { FreshInput } from "./inputs.model";
import { streamErrors } from "./streams.errors";

/**
 * Does something that takes a live input: with one from the pool, or, when `attempt` answers null because the pool is
 * empty, with one that is made for it. So a provider that is down is found out before anything is created, and an input
 * that ended up unused is removed again.
 */
export async function withInput<T>(attempt: (input: FreshInput | null) => Promise<T | null>): Promise<T> {
  const pooled = await attempt(null);
  if (pooled !== null) return pooled;
  const input = await provisionOnDemand();
  try {
    const done = await attempt(input);
    if (done !== null) return done;
    throw new Error("What brings an input asked for one.");
  } catch (error) {
    await deleteLiveInput(input.uid).catch((cause) => console.warn(`${input.uid} is left over: ${cause}`));
    throw error;
  }
}

async function provisionOnDemand(): Promise<FreshInput> {
  try {
    return await createLiveInput();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    console.warn(`No live input on demand: ${error.message}`);
    throw streamErrors.providerDown();
  }
}
