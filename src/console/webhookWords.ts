import type { FunctionReturnType } from "convex/server";
import type { api } from "../../convex/_generated/api";

export type Webhook = FunctionReturnType<typeof api.webhooks.webhooks.watch>[number];
export type Delivery = FunctionReturnType<typeof api.webhooks.webhooks.watchDeliveries>[number];

type Tone = "good" | "waiting" | "bad";

export interface Standing {
  words: string;
  tone: Tone;
  /** What to know about it, when it is not simply well. */
  about: string | null;
}

/** How a webhook stands, in a word and, where something is to be done, a sentence. */
export function standingOf({ state, failures }: Pick<Webhook, "state" | "failures">): Standing {
  if (state.kind === "pending") {
    return {
      words: "not verified",
      tone: "waiting",
      about: "Its address has not answered the challenge yet. Nothing is brought until it has.",
    };
  }
  if (state.kind === "active") {
    if (failures === 0) return { words: "active", tone: "good", about: null };
    const times = failures === 1 ? "attempt" : `${failures} attempts in a row`;
    return {
      words: "failing",
      tone: "waiting",
      about: `The last ${times} failed. What failed is tried again.`,
    };
  }
  switch (state.reason) {
    case "asked":
      return {
        words: "off",
        tone: "waiting",
        about: "You have switched it off. What concerns the agent waits in its inbox.",
      };
    case "gone":
      return { words: "off", tone: "bad", about: "Its address answered 410: nobody wants this any more." };
    case "failing":
      return { words: "off", tone: "bad", about: "It took nothing for too long, so it was switched off." };
    case "ownership_ended":
      return {
        words: "off",
        tone: "waiting",
        about:
          "It was made by an owner who does not own the agent any more. Switch it on if it should go on.",
      };
  }
}

/** Why an address is not verified, from the API's word for it. */
export function whyUnverified(verification: string): string {
  const status = /^status_(\d+)$/.exec(verification)?.[1];
  if (status) return `The address answered ${status} instead of the challenge.`;
  return UNVERIFIED[verification] ?? `The address could not be asked (${verification}).`;
}

const UNVERIFIED: Record<string, string> = {
  not_discord: "The address did not answer as a webhook of Discord’s does.",
  wrong_challenge: "The address answered with something else than the challenge it was sent.",
  url_changed: "The address was changed meanwhile. Verify it again.",
  ...failures("The address"),
};

function failures(subject: string): Record<string, string> {
  return {
    timeout: `${subject} took too long to answer.`,
    unresolved: `${subject} is not known to the name service.`,
    unreachable: `${subject} took no connection.`,
    broken: `${subject} closed the connection without an answer.`,
    tls: `${subject} has no certificate that holds.`,
    forbidden_address: `${subject} leads into a network that this instance does not call.`,
    not_https: `${subject} has to begin with https.`,
    bad_port: `${subject} has a port that this instance does not call.`,
  };
}

const FAULTS = failures("The receiver");

/** What came of an attempt. */
export function outcomeOf({ outcome }: Delivery["attempts"][number]): string {
  if (outcome.kind === "answered") return `answered ${outcome.status}`;
  return FAULTS[outcome.fault]?.replace(/^The receiver |\.$/g, "") ?? outcome.fault;
}

/** What is, or was, on its way. */
export function parcelWords({ parcel }: Delivery): string {
  if (parcel.kind === "digest") return "Digest";
  return parcel.kind === "test" ? `Sample of ${parcel.type}` : parcel.type;
}

const STATES: Record<Delivery["state"]["kind"], { words: string; tone: Tone }> = {
  due: { words: "on its way", tone: "waiting" },
  delivered: { words: "delivered", tone: "good" },
  dead: { words: "given up", tone: "bad" },
  needless: { words: "not needed", tone: "waiting" },
};

export const deliveryStanding = ({ state, attempts }: Delivery) =>
  state.kind === "due" && attempts.length > 0 ? { ...STATES.due, words: "waiting" } : STATES[state.kind];

/** What a receiver reads, for a choice of two. */
export const FORMATS = [
  ["standard", "events, as the API tells them"],
  ["discord", "messages, as Discord’s webhooks take them"],
] as const satisfies readonly (readonly [Webhook["format"], string])[];

/** When a webhook is called, for a choice of two. */
export const MODES = [
  ["offline_only", "while the agent is away"],
  ["always", "always"],
] as const satisfies readonly (readonly [Webhook["mode"], string])[];

/** An address without what makes every one alike. */
export const shortUrl = (url: string) => url.replace(/^https:\/\//, "").replace(/\/$/, "");
