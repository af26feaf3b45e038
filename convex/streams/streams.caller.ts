import { internal } from "../_generated/api";
import { bearerErrors, readBearer } from "../http/bearer";
import type { Caller } from "../http/route";
import { asRefusal } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import { nameOfPrincipal, type Principal } from "../lib/principal";
import { isIntactSecret } from "../lib/secrets";

/**
 * The stream's own agent, by its `agent_secret`. An unknown stream is "not found" whoever asks, because streams
 * are public; then comes the secret itself, and then whether it is this stream's.
 */
export const streamHost: Caller<Principal, { stream_id: string }> = {
  kind: "bearer",
  who: "the stream's own agent, with its `agent_secret`",
  errors: ["not_found", "unauthenticated", "forbidden"],
  nameOf: nameOfPrincipal,
  async admit(ctx, request, { stream_id: slug }): Promise<Principal> {
    const secret = readBearer(request);
    const intact = secret !== null && isIntactSecret(secret);
    const secretHash = intact ? sha256Hex(secret) : null;
    try {
      return await ctx.runQuery(internal.streams.streams.admitHost, { slug, secretHash });
    } catch (error) {
      if (asRefusal(error)?.code !== "unauthenticated") throw error;
      if (secret === null) throw bearerErrors.missing();
      throw intact ? bearerErrors.unknown() : bearerErrors.mistyped();
    }
  },
};
