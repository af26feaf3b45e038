import { defineErrors } from "../lib/errors";

export const recordingErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such recording." },
  expired: { code: "gone", message: "The recording was kept for as long as its stream keeps them." },
  deleted: { code: "gone", message: "The recording was deleted." },
  lost: { code: "gone", message: "The video provider has removed the recording to make room for others." },
  stillMade: {
    code: "conflict",
    message: "The recording is still being made. It can be deleted as soon as it is ready.",
  },
  notPlayable: { code: "conflict", message: "The recording cannot be played yet." },
  providerDown: {
    code: "unavailable",
    message: "The video provider does not answer right now. Please try again.",
  },
});

export const clipErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such clip." },
  deleted: { code: "gone", message: "The clip was deleted." },
  notOnAir: { code: "not_recording", message: "The stream is not on air; make the clip from its recording." },
  notRecorded: {
    code: "not_recording",
    message: "This broadcast is not recorded, so there is nothing to clip.",
  },
  tooEarly: { code: "too_early", message: "The broadcast has only just begun. Try again in a few seconds." },
  outOfRange: { code: "out_of_range", message: "The clip reaches beyond what has been recorded." },
  notYoursToShow: {
    code: "forbidden",
    message: "What it was made of is not there for so many. Those whose stream it is may show it to more.",
  },
  closedSource: {
    code: "conflict",
    message:
      "What it was made of is private by now. The clip can be played as soon as it is a video of its own.",
  },
  failedSource: { code: "conflict", message: "The recording has failed, so there is nothing to clip." },
});
