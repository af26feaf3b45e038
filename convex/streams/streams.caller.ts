import { internal } from "../_generated/api";
import type { Caller } from "../http/route";
import { CREDENTIAL_REFUSALS, readShown, warningOf } from "../identity/identity.caller";
import { nameOfPrincipal, type Principal } from "../lib/principal";
import { hostOnly } from "./streams.access";

/**
 * The stream's own agent, by its `agent_secret`, a key or a token. An unknown stream is "not found" whoever asks,
 * because streams are public; then comes the credential itself, and then whether it is good for this stream.
 */
export const streamHost: Caller<Principal, { stream_id: string }> = {
  kind: "bearer",
  policy: hostOnly,
  who: "the stream's own agent, with its `agent_secret` or a credential of the agent",
  errors: ["not_found", ...CREDENTIAL_REFUSALS],
  nameOf: nameOfPrincipal,
  headersFor: warningOf,
  async admit(ctx, request, { stream_id: slug }): Promise<Principal> {
    const shown = await readShown(request);
    return await ctx.runQuery(internal.streams.streams.admitHost, { slug, shown });
  },
};
