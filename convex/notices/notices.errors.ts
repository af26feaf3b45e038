import { defineErrors } from "../lib/errors";

export const noticeErrors = defineErrors({
  noAccount: { code: "not_found", message: "There is no such account." },
  notFound: { code: "not_found", message: "There is no such notification." },
  noSubscription: { code: "not_found", message: "There is no such push subscription." },
  noPush: { code: "unavailable", message: "This instance has no keys for pushes, so it sends none." },
});
