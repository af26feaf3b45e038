import type { OwnVoice } from "./useVoices";

type Standing = Pick<OwnVoice, "status" | "progress" | "isInUse">;

/** How a voice of an agent's own stands, in a word or two. */
export function voiceWords({ status, progress, isInUse }: Standing): {
  words: string;
  tone: "good" | "waiting" | "bad";
} {
  switch (status) {
    case "waiting":
      return { words: "waits for consent", tone: "waiting" };
    case "fetching":
      return { words: "sample is fetched", tone: "waiting" };
    case "submitting":
      return { words: "on its way to the studio", tone: "waiting" };
    case "training":
      return { words: progress === null ? "in training" : `in training, ${progress}`, tone: "waiting" };
    case "ready":
      return { words: isInUse ? "in use" : "ready", tone: "good" };
    case "failed":
      return { words: "failed", tone: "bad" };
  }
}
