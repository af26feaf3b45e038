import { useConvexAuth } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { say } from "../lib/notices";
import { useLive } from "../lib/useLive";

export type NoticeView = FunctionReturnType<typeof api.notices.notices.own>["notices"][number];
export type PreferencesView = FunctionReturnType<typeof api.notices.preferences.own>;

/** How many notifications are unread, up to a hundred; 0 while nobody is signed in. */
export function useUnreadCount(): number {
  const { isAuthenticated } = useConvexAuth();
  const unread = useLive(api.notices.notices.unread, isAuthenticated ? {} : "skip");
  return unread.status === "ready" ? unread.data : 0;
}

/** The newest notifications. */
export function useNotices(limit: number) {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.notices.notices.own, isAuthenticated ? { limit } : "skip");
}

export function usePreferences() {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.notices.preferences.own, isAuthenticated ? {} : "skip");
}

export async function markRead(notice: NoticeView): Promise<void> {
  if (notice.isRead) return;
  await send((signedIn) => signedIn.markNotification({ id: notice.noticeId, read: true }));
}

export const markAllRead = () => send((signedIn) => signedIn.markAllNotifications({}));

type SignedIn = typeof import("../account/api")["api"];

async function send(call: (signedIn: SignedIn) => Promise<unknown>): Promise<void> {
  try {
    const { api: signedIn } = await import("../account/api");
    await call(signedIn);
  } catch {
    say("That could not be marked. Try again.");
  }
}
