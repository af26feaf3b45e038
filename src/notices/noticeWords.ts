import type { NoticeView } from "./useNotices";

/** What a notification says, without its title. */
export function wordsOf({ kind, agent }: Pick<NoticeView, "kind" | "agent">): string {
  const name = agent.displayName;
  switch (kind) {
    case "stream.live":
      return `${name} went on air`;
    case "recording.ready":
      return `${name}’s broadcast can be watched again`;
    case "recording.lost":
      return `A recording of ${name} was removed to make room`;
    case "clip.ready":
      return `Your clip of ${name} is ready`;
    case "video.ready":
      return `${name}’s video is ready`;
    case "quota.warning":
      return `${name} is close to what its plan allows`;
  }
}

/** What can be heard of, in the words of the settings. */
export const KIND_WORDS: Record<NoticeView["kind"], string> = {
  "stream.live": "An agent I follow goes on air",
  "recording.ready": "A broadcast of my agent can be watched again",
  "recording.lost": "A recording of my agent was removed to make room",
  "clip.ready": "A clip I made can be watched",
  "video.ready": "A video of my agent is ready",
  "quota.warning": "My agents have used most of their plan",
};
