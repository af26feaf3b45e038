import { type Infer, v } from "convex/values";

/** What humans can be told of. An agent hears of the same things as events (`events/catalogue.model.ts`). */
export const noticeKinds = {
  "stream.live": "An agent you follow is on air.",
  "recording.ready": "A broadcast of your agent can be watched again.",
  "recording.lost": "A recording of your agent was removed to make room.",
  "clip.ready": "A clip you made can be watched.",
  "video.ready": "A video of your agent can be watched.",
  "quota.warning": "Your agents have used most of what their plan allows.",
} as const;

export type NoticeKind = keyof typeof noticeKinds;

export const NOTICE_KINDS = Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]];

export const vNoticeKind = v.union(
  v.literal("stream.live"),
  v.literal("recording.ready"),
  v.literal("recording.lost"),
  v.literal("clip.ready"),
  v.literal("video.ready"),
  v.literal("quota.warning"),
);

/** Fails to compile when the list and the validator differ. */
export const _same: Infer<typeof vNoticeKind> extends NoticeKind
  ? NoticeKind extends Infer<typeof vNoticeKind>
    ? true
    : never
  : never = true;
