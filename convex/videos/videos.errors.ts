import { defineErrors } from "../lib/errors";

export const videoErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such video." },
  gone: { code: "gone", message: "The video was deleted." },
  noJob: { code: "not_found", message: "There is no such job." },
  notFailed: { code: "conflict", message: "Only a video that has failed can be tried again." },
  notRunning: { code: "conflict", message: "It is done already, and cannot be canceled." },
  notPlayable: { code: "conflict", message: "The video cannot be played yet." },
  scriptTooLong: { code: "payload_too_large", message: "A script has at most 5,000 characters." },
});
