import { Link, useRouterState } from "@tanstack/react-router";
import { Bell, BellRing } from "lucide-react";
import { useSession } from "../account/deviceSession";
import { Button, buttonClasses } from "../ui/Button";
import { setFollow, useFollow } from "./useFollows";

/** Follows an agent, to be told when it goes on air. Whoever is not signed in is led there and back. */
export function FollowButton(props: {
  username: string;
  displayName: string;
  size?: "small" | "medium";
  look?: "primary" | "quiet";
  className?: string;
  /** On a phone there is room for the bell alone. */
  isCompact?: boolean;
}) {
  const { username, displayName, size, look = "quiet", className, isCompact = false } = props;
  const word = isCompact ? "max-sm:sr-only" : "";
  const isIn = useSession().kind === "in";
  const path = useRouterState({ select: (state) => state.location.pathname });
  const follow = useFollow(username);
  if (!isIn) {
    return (
      <Link
        to="/sign-in"
        search={{ to: path }}
        aria-label={`Sign in to follow ${displayName}`}
        className={`${buttonClasses(look, size)} ${className ?? ""}`}
      >
        <Bell className="size-4" aria-hidden />
        <span className={word}>Follow</span>
      </Link>
    );
  }
  const follows = follow?.follows ?? false;
  return (
    <Button
      size={size}
      look={follows ? "quiet" : look}
      aria-pressed={follows}
      aria-label={`Follow ${displayName}`}
      disabled={follow === null}
      onClick={() => setFollow(username, !follows)}
      className={className}
    >
      {follows ? (
        <BellRing className="size-4 text-glass" aria-hidden />
      ) : (
        <Bell className="size-4" aria-hidden />
      )}
      <span className={word}>{follows ? "Following" : "Follow"}</span>
    </Button>
  );
}
