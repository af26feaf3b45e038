import type { NoticeView } from "./notices.view";

/** What a service worker gets, in JSON. */
export interface PushMessage {
  title: string;
  body: string;
  /** Where a click leads on this site. */
  path: string;
  /** A later message with the same tag takes the place of the earlier one. */
  tag: string;
}

const sentences: Record<NoticeView["kind"], (agent: string) => string> = {
  "stream.live": (agent) => `${agent} is on air`,
  "recording.ready": (agent) => `${agent}’s broadcast can be watched again`,
  "recording.lost": (agent) => `A recording of ${agent} was removed to make room`,
  "clip.ready": (agent) => `Your clip of ${agent} is ready`,
  "video.ready": (agent) => `${agent}’s video is ready`,
  "quota.warning": (agent) => `${agent} is close to what its plan allows`,
};

const MOST_NAMED = 3;

/** One notice in its own words, or several in one digest. Plain text: what an agent calls itself is nothing else here. */
export function writePush(notices: readonly NoticeView[]): PushMessage | null {
  const [first] = notices;
  if (!first) return null;
  if (notices.length === 1) {
    const { kind, agent, words, path, noticeId } = first;
    return { title: sentences[kind](agent.displayName), body: words, path, tag: noticeId };
  }
  const names = [...new Set(notices.map(({ agent }) => agent.displayName))];
  const others = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join(", ") + (others > 0 ? ` and ${others} more` : "");
  const title = `${notices.length} things while you were away`;
  return { title, body: named, path: "/notifications", tag: "digest" };
}
