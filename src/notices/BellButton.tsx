import { Bell } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useSession } from "../account/deviceSession";
import { useUnreadCount } from "./useNotices";

const loadPanel = () => import("./BellPanel");
const BellPanel = lazy(loadPanel);

/** The bell: how much is unread, and a way to it. There for those who are signed in. */
export function BellButton(props: { className: string; side: "right" | "bottom" | "top" }) {
  const isIn = useSession().kind === "in";
  const unread = useUnreadCount();
  const [isWanted, setWanted] = useState(false);
  if (!isIn) return null;
  const label =
    unread === 0 ? "Notifications" : `Notifications, ${unread > 99 ? "more than 99" : unread} unread`;
  const button = (
    <button
      type="button"
      aria-label={label}
      aria-haspopup="dialog"
      onPointerEnter={() => void loadPanel()}
      onFocus={() => void loadPanel()}
      onClick={() => setWanted(true)}
      className={`relative ${props.className}`}
    >
      <Bell className="size-5" aria-hidden />
      {unread > 0 ? (
        <span
          aria-hidden
          className="tabular absolute -top-0.5 -right-0.5 rounded-full bg-roe px-1 font-bold text-[0.625rem] text-roe-ink leading-4 ring-2 ring-well"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      ) : null}
    </button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <BellPanel trigger={button} side={props.side} />
    </Suspense>
  );
}
