import { defineErrors } from "../lib/errors";

export const streamErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such stream." },
  noBroadcast: { code: "not_found", message: "There is no such broadcast of this stream." },
  providerDown: {
    code: "unavailable",
    message: "The live video provider does not answer right now. Nothing was created; please try again.",
  },
  noToken: {
    code: "unavailable",
    message: "The live video provider signs nothing right now. Please try again.",
  },
  noPlaylist: {
    code: "validation_failed",
    message: "A stream that is published elsewhere needs its playlist.",
  },
  slugTaken: { code: "name_taken", message: "That address is taken, or kept for the site itself." },
  tooManySlugs: {
    code: "conflict",
    message: "The stream keeps as many former addresses as it may. It can have one of those back.",
  },
  limit: { code: "stream_limit", message: "The agent has as many streams as its plan allows." },
  live: { code: "stream_live", message: "The stream is on air. Say `force` to cut it off." },
  notLive: { code: "conflict", message: "That broadcast has ended already." },
  noInput: { code: "conflict", message: "This stream plays from an address of its own and has no key." },
  hasInput: {
    code: "conflict",
    message: "This stream is pushed to by an encoder; a stream with an address of its own is made as one.",
  },
  disabled: { code: "conflict", message: "The stream is disabled. Enable it first." },
});
