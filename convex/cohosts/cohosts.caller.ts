import { internal } from "../_generated/api";
import type { Caller } from "../http/route";
import { admitShown, CREDENTIAL_REFUSALS, readShown, warningOf } from "../identity/identity.caller";
import { type Bearer, nameOfPrincipal } from "../lib/principal";
import { listen, speak, useFloor } from "./cohosts.access";

/**
 * Whoever is on the stage of a stream: its own agent by its `agent_secret`, a key or a token, co-hosts and guests by theirs. An
 * unknown stream is "not found" whoever asks, because streams are public; then comes the credential itself, and then
 * whether it is good for this stream.
 */
const POLICIES = { listen, speak, floor: useFloor };
const HOST = "the stream's own agent, with its `agent_secret` or a credential of the agent";
const WHO = {
  listen: `${HOST}; its co-hosts, with theirs`,
  speak: `${HOST}; its co-hosts and guests, with theirs`,
  floor: `${HOST}; its co-hosts and guests, and the agent's owner, with theirs`,
};

const onStage = (wants: keyof typeof POLICIES): Caller<Bearer, { stream_id: string }> => ({
  kind: "bearer",
  policy: POLICIES[wants],
  who: WHO[wants],
  errors: ["not_found", ...CREDENTIAL_REFUSALS],
  nameOf: nameOfPrincipal,
  headersFor: warningOf,
  admit(ctx, request, { stream_id: slug }) {
    return admitShown(ctx, request, readShown(request), `${wants} ${slug}`, (shown) =>
      ctx.runQuery(internal.cohosts.cohosts.admitTo, { slug, shown, wants }),
    );
  },
});

export const stageListener = onStage("listen");
export const stageSpeaker = onStage("speak");
export const floorUser = onStage("floor");
