import { defineErrors } from "../lib/errors";

export const MAX_WEBHOOKS = 10;

export const webhookErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such webhook." },
  deliveryNotFound: { code: "not_found", message: "There is no such delivery." },
  limit: {
    code: "webhook_limit",
    message: `An agent may have ${MAX_WEBHOOKS} webhooks. Delete one that is not used.`,
  },
  notActive: { code: "conflict", message: "The webhook is not active. Enable it first." },
  onItsWay: { code: "conflict", message: "The delivery is on its way already." },
  eventGone: { code: "gone", message: "The event is no longer kept, so it cannot be brought again." },
});
