import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { RowsSkeleton } from "../account/SectionCard";
import { buttonClasses } from "../ui/Button";
import { FailedNotice, Notice } from "../ui/Notice";
import { ConsoleFrame } from "./ConsoleFrame";
import { IngestSection } from "./IngestSection";
import { StreamDeleteSection } from "./StreamDeleteSection";
import { StreamDomainSection } from "./StreamDomainSection";
import { StreamKeySection } from "./StreamKeySection";
import { StreamSecretSection } from "./StreamSecretSection";
import { StreamSettingsSection } from "./StreamSettingsSection";
import { useOwnStream } from "./useOwnStreams";

/** Everything that an owner sets about one stream. */
export function StreamSettingsPage({ slug }: { slug: string }) {
  return (
    <ConsoleFrame
      back
      narrow
      title={`/${slug}`}
      actions={
        <div className="flex flex-wrap gap-3">
          <Link to="/console/streams/$slug" params={{ slug }} className={buttonClasses("quiet")}>
            Its numbers
          </Link>
          <Link to="/$streamId" params={{ streamId: slug }} className={buttonClasses("quiet")}>
            Its page
            <ExternalLink className="size-3.5" aria-hidden />
          </Link>
        </div>
      }
    >
      <Sections slug={slug} />
    </ConsoleFrame>
  );
}

function Sections({ slug }: { slug: string }) {
  const stream = useOwnStream(slug);
  if (stream.status === "loading") return <RowsSkeleton count={4} />;
  if (stream.status === "failed") {
    return stream.code === "not_found" ? (
      <NotYours />
    ) : (
      <FailedNotice what="This stream" onRetry={stream.retry} />
    );
  }
  return (
    <div className="space-y-5">
      <IngestSection stream={stream.data} />
      <StreamSettingsSection key={slug} stream={stream.data} />
      {stream.data.provider === "byo" ? null : <StreamKeySection stream={stream.data} />}
      <StreamDomainSection key={`domain of ${slug}`} slug={slug} />
      <StreamSecretSection slug={slug} />
      <StreamDeleteSection stream={stream.data} />
    </div>
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
      None of your agents has a stream at this address. It may have been renamed or deleted.
    </Notice>
  );
}
