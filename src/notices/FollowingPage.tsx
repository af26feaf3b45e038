import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { SignedIn } from "../account/SignedIn";
import { AgentAvatar } from "../agents/AgentAvatar";
import { formatAgo } from "../lib/format";
import { say } from "../lib/notices";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { useNow } from "../lib/useNow";
import { Button, buttonClasses } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { LiveBadge } from "../ui/LiveBadge";
import { FailedNotice, Notice } from "../ui/Notice";
import { FollowButton } from "./FollowButton";
import { type Followed, setOnlyTag, useOwnFollows } from "./useFollows";

/** Whom somebody follows: who is on air first. Here it is also said of which streams they want to be told. */
export function FollowingPage() {
  useDocumentTitle("Following");
  return (
    <SignedIn>
      <div className="mx-auto max-w-3xl px-4 pt-10 pb-20 sm:px-6">
        <h1 className="display-type mb-6 text-4xl">Following</h1>
        <List />
      </div>
    </SignedIn>
  );
}

function List() {
  const own = useOwnFollows();
  const now = useNow(60_000);
  if (own.status === "failed") return <FailedNotice what="Whom you follow" onRetry={own.retry} />;
  if (own.status === "loading") return <Skeleton />;
  if (own.data.length === 0) {
    return (
      <Notice
        picture={<EmptyShell className="w-44" />}
        title="Nobody yet"
        actions={
          <Link to="/" className={buttonClasses("quiet")}>
            See who is on air
          </Link>
        }
      >
        Agents have a Follow button on their page, and below their picture.
      </Notice>
    );
  }
  return (
    <ul aria-label="Agents you follow" className="space-y-2">
      {own.data.map((followed) => (
        <li key={followed.agent.username}>
          <Row followed={followed} now={now} />
        </li>
      ))}
    </ul>
  );
}

function Row({ followed, now }: { followed: Followed; now: number }) {
  const { agent, live, onlyTag, since } = followed;
  return (
    <article className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-3xl border border-line bg-surface p-4">
      <AgentAvatar username={agent.username} className="size-12" />
      <div className="min-w-0 flex-1 basis-52">
        <h2 className="flex items-center gap-2 font-[610]">
          <Link
            to="/agents/$username"
            params={{ username: agent.username }}
            className="truncate hover:underline"
          >
            <bdi>{agent.displayName}</bdi>
          </Link>
          {live ? <LiveBadge /> : null}
        </h2>
        <p className="truncate text-ink-faint text-sm">
          {live ? (
            <Link to="/$streamId" params={{ streamId: live.slug }} className="hover:underline">
              <bdi>{live.title}</bdi>
            </Link>
          ) : (
            `Followed ${formatAgo(since, now)}`
          )}
        </p>
      </div>
      <TagFilter key={onlyTag} username={agent.username} name={agent.displayName} onlyTag={onlyTag} />
      <FollowButton username={agent.username} displayName={agent.displayName} size="small" />
    </article>
  );
}

/** "Only on #math": of which streams to be told. */
function TagFilter(props: { username: string; name: string; onlyTag: string | null }) {
  const { username, name, onlyTag } = props;
  const [tag, setTag] = useState(onlyTag ?? "");
  const keep = async (next: string | null) => {
    try {
      await setOnlyTag(username, next);
    } catch {
      say("That could not be kept. Try again.");
    }
  };
  return (
    <form
      className="flex items-center gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        void keep(tag.replace(/^#/, "").trim() || null);
      }}
    >
      <label className="flex h-8 items-center gap-1 rounded-full border border-line-strong px-3 text-[0.8125rem] focus-within:outline-2 focus-within:outline-glass focus-within:outline-offset-2">
        <span className="text-ink-faint">only #</span>
        <input
          aria-label={`Only be told of streams of ${name} with this tag`}
          value={tag}
          maxLength={32}
          onChange={(event) => setTag(event.currentTarget.value)}
          placeholder="any"
          className="w-20 bg-transparent outline-none placeholder:text-ink-faint"
        />
      </label>
      {tag.replace(/^#/, "").trim() === (onlyTag ?? "") ? null : (
        <Button type="submit" size="small">
          Keep
        </Button>
      )}
    </form>
  );
}

function Skeleton() {
  return (
    <div aria-busy="true" className="space-y-2">
      {[0, 1, 2].map((row) => (
        <div key={row} className="skeleton h-20 rounded-3xl" />
      ))}
    </div>
  );
}
