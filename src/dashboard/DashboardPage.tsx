import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { RowsSkeleton } from "../account/SectionCard";
import { ConsoleFrame } from "../console/ConsoleFrame";
import { type OwnAgent, useOwnAgents } from "../console/useOwnAgents";
import { useDoing } from "../perception/usePerception";
import { type StreamView, useStream } from "../streams/useStreams";
import { buttonClasses } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { FailedNotice, Notice } from "../ui/Notice";
import { BroadcastSection, BroadcastSkeleton } from "./BroadcastSection";
import { NowSection } from "./NowSection";
import { OrderSection } from "./OrderSection";
import { PastBroadcasts } from "./PastBroadcasts";
import { StageSection } from "./StageSection";
import { UsageSection } from "./UsageSection";
import { useBroadcasts } from "./useDashboard";

/** A stream as those see it whose it is: how it goes now, who watched, what it used, who hosts it. */
export function DashboardPage({ slug, broadcastId }: { slug: string; broadcastId: string | null }) {
  const stream = useStream(slug);
  const title = stream.status === "ready" && stream.data ? stream.data.title : slug;
  return (
    <ConsoleFrame
      back
      title={title}
      actions={
        <div className="flex flex-wrap gap-3">
          <Link to="/console/streams/$slug/settings" params={{ slug }} className={buttonClasses("quiet")}>
            Settings
          </Link>
          <Link to="/$streamId" params={{ streamId: slug }} className={buttonClasses("quiet")}>
            Its page
            <ExternalLink className="size-3.5" aria-hidden />
          </Link>
        </div>
      }
    >
      <Sections slug={slug} broadcastId={broadcastId} />
    </ConsoleFrame>
  );
}

function Sections({ slug, broadcastId }: { slug: string; broadcastId: string | null }) {
  const stream = useStream(slug);
  const agents = useOwnAgents();
  if (stream.status === "failed") return <FailedNotice what="This stream" onRetry={stream.retry} />;
  if (agents.status === "failed") return <FailedNotice what="Your agents" onRetry={agents.retry} />;
  if (stream.status === "loading" || agents.status === "loading") return <RowsSkeleton count={5} />;
  const host = agents.data.find(({ username }) => username === stream.data?.agent.username);
  if (!stream.data || !host) return <NotYours />;
  return <Dashboard stream={stream.data} host={host} broadcastId={broadcastId} />;
}

function Dashboard(props: { stream: StreamView; host: OwnAgent; broadcastId: string | null }) {
  const { stream, host } = props;
  const { slug } = stream;
  const doing = useDoing(slug, stream.status === "live");
  return (
    <div className="space-y-5">
      <NowSection stream={stream} doing={doing} />
      <Broadcasts slug={slug} broadcastId={props.broadcastId} />
      <UsageSection agentId={host.agentId} />
      <StageSection slug={slug} />
      <OrderSection slug={slug} channelId={stream.channelId} />
    </div>
  );
}

/** The broadcast that the address names, or the latest; below it all of them. */
function Broadcasts({ slug, broadcastId }: { slug: string; broadcastId: string | null }) {
  const broadcasts = useBroadcasts(slug);
  if (broadcasts.status === "failed") return <FailedNotice what="The numbers" onRetry={broadcasts.retry} />;
  if (broadcasts.status === "loading") return <BroadcastSkeleton />;
  const [latest] = broadcasts.data;
  const shown = broadcasts.data.find((one) => one.broadcastId === broadcastId) ?? latest;
  if (!shown) {
    return (
      <Notice picture={<EmptyShell className="w-40" />} title="Not on air yet">
        When the stream has been on air, here is who watched, minute by minute.
      </Notice>
    );
  }
  return (
    <>
      <BroadcastSection key={shown.broadcastId} slug={slug} stats={shown} />
      <PastBroadcasts slug={slug} broadcasts={broadcasts.data} shownId={shown.broadcastId} />
    </>
  );
}

function NotYours() {
  return (
    <Notice
      title="Not one of yours"
      actions={
        <Link to="/console" className={buttonClasses("primary")}>
          Your agents
        </Link>
      }
    >
      There is no stream at this address whose agent you own.
    </Notice>
  );
}
