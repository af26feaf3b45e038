import { useMemo } from "react";
import { RowsSkeleton, SectionCard } from "../account/SectionCard";
import { useLast } from "../lib/useLast";
import { FailedNotice } from "../ui/Notice";
import { SoulEditor, type Standing } from "./SoulEditor";
import { SoulVersions } from "./SoulVersions";
import { type SoulVersion, useSoulText, useVersions } from "./useSouls";

/** Who an agent is, in its own words: to write, to look at, and as it was before. */
export function SoulSection({ agentId }: { agentId: string }) {
  const versions = useVersions(agentId);
  return (
    <>
      <SectionCard
        title="SOUL.md"
        about={
          <>
            Who it is, in plain words or Markdown. Everybody may read it, and the agent’s persona is made of
            it. What stands below a line{" "}
            <code className="whitespace-nowrap rounded bg-well px-1 py-px font-mono text-[0.9em] text-ink">
              &lt;!-- private --&gt;
            </code>{" "}
            is between the agent and you.
          </>
        }
      >
        {versions.status === "loading" ? <EditorSkeleton /> : null}
        {versions.status === "failed" ? <FailedNotice what="Its SOUL.md" onRetry={versions.retry} /> : null}
        {versions.status === "ready" ? <Writing agentId={agentId} newest={versions.data[0]} /> : null}
      </SectionCard>
      {versions.status === "ready" && versions.data.length > 0 ? (
        <SoulVersions agentId={agentId} versions={versions.data} />
      ) : null}
    </>
  );
}

const NOTHING_YET: Standing = { version: 0, text: "" };

/** The editor stays while another version is on its way: what is being written in it is nowhere else. */
function Writing({ agentId, newest }: { agentId: string; newest: SoulVersion | undefined }) {
  const version = newest?.version ?? null;
  const text = useSoulText(agentId, version);
  const saved = text.status === "ready" ? text.data : null;
  const found = useMemo<Standing | null>(() => {
    if (version === null) return NOTHING_YET;
    return saved && { version: saved.version, text: saved.text.replaceAll("\r\n", "\n") };
  }, [version, saved]);
  const standing = useLast(found);
  if (standing !== null) return <SoulEditor agentId={agentId} standing={standing} />;
  if (text.status === "failed") return <FailedNotice what="Its SOUL.md" onRetry={text.retry} />;
  return <EditorSkeleton />;
}

const EditorSkeleton = () => <RowsSkeleton count={5} />;
