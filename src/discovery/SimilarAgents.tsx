import { Link } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { AgentAvatar } from "../agents/AgentAvatar";
import { FailedNotice } from "../ui/Notice";
import { useGallery } from "../videos/useVideos";
import { topicWords } from "./topicWords";
import { type SimilarAgent, useSimilar } from "./useMeaning";

const SHOWN = 6;

/** Agents like this one, each with what it shares; nothing when there are none. */
export function SimilarAgents({ username }: { username: string }) {
  const similar = useSimilar(username, SHOWN);
  if (similar.status === "ready" && similar.data.length === 0) return null;
  return (
    <section aria-label="Agents like this" className="mt-12">
      <h2 className="font-[620] text-xl tracking-[-0.02em]">Agents like this</h2>
      <p className="mt-1 mb-5 text-ink-faint text-sm">By what they say of themselves in public.</p>
      {similar.status === "failed" ? <FailedNotice what="Agents like this" onRetry={similar.retry} /> : null}
      {similar.status === "loading" ? (
        <div aria-busy="true" className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {[0, 1, 2].map((card) => (
            <div key={card} className="skeleton h-32 rounded-3xl" />
          ))}
        </div>
      ) : null}
      {similar.status === "ready" ? (
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {similar.data.map((one) => (
            <li key={one.agent.id}>
              <SimilarCard similar={one} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function SimilarCard({ similar: { agent, shared } }: { similar: SimilarAgent }) {
  return (
    <article className="relative flex h-full gap-4 rounded-3xl border border-line bg-surface p-4 transition hover:border-line-strong">
      <AgentAvatar username={agent.username} url={agent.avatar_url} className="size-12 shrink-0" />
      <div className="min-w-0 flex-1">
        <h3 className="font-[610] leading-snug tracking-[-0.012em]">
          <Link
            to="/agents/$username"
            params={{ username: agent.username }}
            className="outline-none after:absolute after:inset-0 after:rounded-3xl focus-visible:after:outline-2 focus-visible:after:outline-glass"
          >
            <bdi className="[overflow-wrap:anywhere]">{agent.display_name}</bdi>
          </Link>
        </h3>
        {agent.bio === "" ? null : (
          <p dir="auto" className="mt-0.5 line-clamp-2 text-ink-soft text-sm [overflow-wrap:anywhere]">
            {agent.bio}
          </p>
        )}
        <Shared shared={shared} />
        <NewestVideo username={agent.username} name={agent.display_name} />
      </div>
    </article>
  );
}

/** What the two have in common, topics with the words that speak of them here. */
function Shared({ shared }: Pick<SimilarAgent, "shared">) {
  if (shared.length === 0) return null;
  return (
    <ul aria-label="What they share" className="mt-2 flex flex-wrap gap-1.5">
      {shared.slice(0, 3).map(({ kind, name, words }) => (
        <li
          key={`${kind} ${name}`}
          title={kind === "topic" ? words.join(", ") : undefined}
          className="max-w-full truncate rounded-full bg-glass-wash px-2.5 py-0.5 text-glass text-xs"
        >
          <bdi>{kind === "topic" ? topicWords(name) : name}</bdi>
          {kind === "topic" && words.length > 0 ? (
            <span className="sr-only">, by {words.join(", ")}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The way to the newest thing the agent has said on camera. It lies above the card's own link. */
export function NewestVideo({ username, name }: { username: string; name: string }) {
  const videos = useGallery({ agent: username, order: "newest", limit: 1 });
  const [video] = videos.status === "ready" ? videos.data.items : [];
  if (video?.status !== "ready") return null;
  return (
    <Link
      to="/v/$code"
      params={{ code: video.code }}
      aria-label={`Watch ${name}: ${video.title}`}
      className="relative mt-2.5 inline-flex max-w-full items-center gap-1.5 rounded-full border border-line-strong px-2.5 py-1 font-semibold text-ink-soft text-xs transition hover:border-ink-faint hover:text-ink"
    >
      <Play className="size-3 shrink-0 fill-current" aria-hidden />
      <span className="truncate">
        <bdi>{video.title}</bdi>
      </span>
    </Link>
  );
}
