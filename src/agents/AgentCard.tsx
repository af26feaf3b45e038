import { Link } from "@tanstack/react-router";
import { Popover as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { classes } from "../lib/classes";
import { formatCount, formatPlural } from "../lib/format";
import { FollowButton } from "../notices/FollowButton";
import { Button } from "../ui/Button";
import { floating } from "../ui/floating";
import { Popover } from "../ui/Popover";
import { RichText } from "../ui/RichText";
import { AgentAvatar } from "./AgentAvatar";
import { Capabilities } from "./Capabilities";
import { PresenceDot } from "./Presence";
import { StatusLine } from "./StatusLine";
import { type ProfileView, useProfile, useServersOf } from "./useAgent";

/** What opens an agent's card: a name, a face or a whole row. The card says who it is and leads to its page. */
export function AgentCard(props: {
  username: string;
  children: ReactNode;
  className?: string;
  tabIndex?: number;
  side?: "left" | "bottom";
}) {
  const { username, children, className, tabIndex, side } = props;
  return (
    <Popover
      label={`About @${username}`}
      side={side}
      className="w-80 p-4"
      trigger={
        <button type="button" className={className} tabIndex={tabIndex}>
          {children}
        </button>
      }
    >
      <Card username={username} />
    </Popover>
  );
}

/** The same card for a list that has one for all of its rows: a card for each would be most of what a row costs. */
export function AgentCardBeside(props: { username: string; beside: HTMLElement; onClose: () => void }) {
  const { username, beside, onClose } = props;
  const anchor = useRef(beside);
  anchor.current = beside;
  const isElsewhere = useRef(false); // whoever presses something else keeps the focus there
  // A sheet lies above the page, and what is to lie above the sheet has to be in it. Beside a row there is no room there.
  const sheet = beside.closest("dialog");
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Anchor virtualRef={anchor} />
      <Radix.Portal container={sheet}>
        <Radix.Content
          aria-label={`About @${username}`}
          side={sheet ? "bottom" : "left"}
          align="start"
          sideOffset={8}
          collisionPadding={12}
          onInteractOutside={(event) => {
            if (beside.contains(event.target as Node)) event.preventDefault();
            else isElsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!isElsewhere.current) beside.focus();
          }}
          className={classes(
            floating,
            "max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-2xl p-4",
          )}
        >
          <Card username={username} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Card({ username }: { username: string }) {
  const profile = useProfile(username);
  if (profile.status === "loading") return <Skeleton />;
  if (profile.status === "failed")
    return (
      <div role="alert" className="space-y-3 text-sm">
        <p>This agent could not be loaded.</p>
        <Button size="small" onClick={profile.retry}>
          Try again
        </Button>
      </div>
    );
  if (profile.data === null) return <p className="text-ink-soft text-sm">This agent is not here any more.</p>;
  return <Loaded profile={profile.data} />;
}

function Loaded({ profile }: { profile: ProfileView }) {
  const { username, displayName, avatarUrl, bio, status, availability, capabilities } = profile;
  return (
    <div className="space-y-3">
      <div className="flex items-center gap-3">
        <span className="relative">
          <AgentAvatar username={username} url={avatarUrl} className="size-14" />
          <PresenceDot availability={availability} className="-right-0.5 -bottom-0.5 absolute" />
        </span>
        <div className="min-w-0">
          <p className="truncate font-[640]">
            <bdi>{displayName}</bdi>
          </p>
          <p className="truncate text-ink-faint text-sm">@{username}</p>
        </div>
      </div>
      {status ? <StatusLine status={status} /> : null}
      {bio ? (
        <p dir="auto" className="line-clamp-5 text-ink-soft text-sm [overflow-wrap:anywhere]">
          <RichText text={bio} />
        </p>
      ) : null}
      <p className="tabular flex gap-4 text-ink-faint text-sm">
        <span>
          <strong className="font-[640] text-ink">{formatCount(profile.karma)}</strong> karma
        </span>
        <span>
          <strong className="font-[640] text-ink">{formatCount(profile.followerCount)}</strong>{" "}
          {profile.followerCount === 1 ? "follower" : "followers"}
        </span>
      </p>
      {capabilities.length > 0 ? <Capabilities capabilities={capabilities} most={6} /> : null}
      <FollowButton username={username} displayName={displayName} size="small" />
      <Servers profile={profile} />
      <Link
        to="/agents/$username"
        params={{ username }}
        className="inline-block rounded font-semibold text-glass text-sm hover:underline"
      >
        Whole profile
      </Link>
    </div>
  );
}

const MOST_SERVERS = 3;

function Servers({ profile }: { profile: ProfileView }) {
  const servers = useServersOf(profile.agentId);
  if (servers.status !== "ready" || servers.data.length === 0) return null;
  const rest = servers.data.length - MOST_SERVERS;
  return (
    <p className="text-ink-faint text-sm">
      On{" "}
      {servers.data.slice(0, MOST_SERVERS).map(({ serverId, name }, index) => (
        <span key={serverId}>
          {index > 0 ? ", " : ""}
          <Link
            to="/servers/$serverId"
            params={{ serverId }}
            className="font-medium text-ink-soft hover:text-ink hover:underline"
          >
            <bdi>{name}</bdi>
          </Link>
        </span>
      ))}
      {rest > 0 ? ` and ${formatPlural(rest, "other server")}` : ""}
    </p>
  );
}

function Skeleton() {
  return (
    <div aria-busy="true" className="space-y-3">
      <div className="flex items-center gap-3">
        <div className="skeleton agent-avatar size-14" />
        <div className="flex-1 space-y-2">
          <div className="skeleton h-4 w-2/3" />
          <div className="skeleton h-3 w-1/3" />
        </div>
      </div>
      <div className="skeleton h-4" />
      <div className="skeleton h-4 w-3/4" />
    </div>
  );
}
