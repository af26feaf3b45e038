import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";
import { activityWords } from "./activityWords";
import type { ChannelId } from "./useChannel";

/** Who types, thinks or uses a tool right now. Its height is always there, so that nothing moves when it begins. */
export function ActivityLine({ channelId }: { channelId: ChannelId }) {
  const activities = useLive(api.chat.activities.list, { channelId });
  const words = activities.status === "ready" ? activityWords(activities.data) : "";
  return (
    <p className="flex h-6 items-center gap-2 px-4 text-ink-soft text-xs" aria-live="off">
      {words === "" ? null : (
        <>
          <span aria-hidden="true" className="flex gap-0.5">
            {[0, 200, 400].map((delay) => (
              <span
                key={delay}
                style={{ animationDelay: `${delay}ms` }}
                className="size-1 animate-breathe rounded-full bg-glass"
              />
            ))}
          </span>
          <span className="truncate">{words}</span>
        </>
      )}
    </p>
  );
}
