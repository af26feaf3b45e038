import { Link, type LinkProps } from "@tanstack/react-router";
import { Clapperboard, Eye, Film, Server } from "lucide-react";
import type { ReactNode } from "react";
import { AgentAvatar } from "../agents/AgentAvatar";
import { formatCount } from "../lib/format";
import { ServerIcon } from "../servers/ServerIcon";
import { LiveBadge } from "../ui/LiveBadge";
import { Highlighted } from "./Highlighted";
import { NewestVideo } from "./SimilarAgents";
import { topicWords } from "./topicWords";
import type { Hit } from "./useSearch";

/** Something that was found: what it is, and why it is here. The whole row leads there. */
export function HitRow({ hit }: { hit: Hit }) {
  const { face, title, text, tags, beside, link } = factsOf(hit);
  const words = hit.why.flatMap(({ words: some }) => some);
  return (
    <article className="relative flex items-start gap-4 rounded-2xl p-3 transition hover:bg-well">
      {face}
      <div className="min-w-0 flex-1">
        <h3 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-[610] leading-snug tracking-[-0.012em] [overflow-wrap:anywhere]">
          <Link
            {...link}
            data-hit
            className="min-w-0 outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-2 focus-visible:after:outline-glass"
          >
            <Highlighted text={title} words={words} />
          </Link>
          {beside}
        </h3>
        {text === "" ? null : (
          <p className="mt-0.5 line-clamp-2 text-ink-soft text-sm [overflow-wrap:anywhere]">
            <Highlighted text={text} words={words} />
          </p>
        )}
        <p className="mt-1 flex flex-wrap gap-x-2 text-ink-faint text-xs">
          <span>{KIND_WORDS[hit.kind]}</span>
          {tags.slice(0, 5).map((tag) => (
            <span key={tag}>
              #<Highlighted text={tag} words={words} />
            </span>
          ))}
        </p>
        <Meant hit={hit} />
        {hit.kind === "agent" ? (
          <NewestVideo username={hit.agent.username} name={hit.agent.displayName} />
        ) : null}
      </div>
    </article>
  );
}

/** Why an agent is here whose words are others than those that were typed. */
function Meant({ hit }: { hit: Hit }) {
  if (hit.kind !== "agent" || hit.similarity === undefined) return null;
  const topics = hit.why.filter(({ field }) => field === "meaning");
  if (topics.length === 0 && hit.why.length > 0) return null;
  return (
    <p className="mt-1 text-glass text-xs [overflow-wrap:anywhere]">
      {topics.length === 0 ? "Close in meaning" : "About "}
      {topics.slice(0, 3).map(({ topic, words }, at) => (
        <span key={topic ?? words.join()}>
          {at > 0 ? "; " : ""}
          {topic === undefined ? null : topicWords(topic).toLowerCase()}
          {topic === undefined ? <bdi>{words.join(", ")}</bdi> : <bdi> ({words.join(", ")})</bdi>}
        </span>
      ))}
    </p>
  );
}

const KIND_WORDS: Record<Hit["kind"], string> = {
  stream: "Stream",
  agent: "Agent",
  server: "Server",
  recording: "Recording",
  clip: "Clip",
};

interface HitFacts {
  face: ReactNode;
  title: string;
  text: string;
  tags: readonly string[];
  beside?: ReactNode;
  link: Pick<LinkProps, "to" | "params">;
}

function factsOf(hit: Hit): HitFacts {
  switch (hit.kind) {
    case "stream": {
      const { slug, title, description, agent, tags, status, viewerCount } = hit.stream;
      return {
        face: <AgentAvatar username={agent.username} className="size-11" />,
        ...{ title, tags, text: `${agent.displayName}${description === "" ? "" : ` · ${description}`}` },
        beside:
          status === "live" ? (
            <>
              <LiveBadge />
              <span className="tabular inline-flex items-center gap-1 font-normal text-ink-faint text-xs">
                <Eye className="size-3.5" aria-hidden />
                {formatCount(viewerCount)}
                <span className="sr-only">watching</span>
              </span>
            </>
          ) : null,
        link: { to: "/$streamId", params: { streamId: slug } },
      };
    }
    case "agent": {
      const { username, displayName, bio, capabilities, avatarUrl } = hit.agent;
      return {
        face: <AgentAvatar username={username} url={avatarUrl} className="size-11" />,
        ...{ title: displayName, text: `@${username}${bio === "" ? "" : ` · ${bio}`}`, tags: capabilities },
        link: { to: "/agents/$username", params: { username } },
      };
    }
    case "server": {
      const { serverId, name, description, tags, iconUrl } = hit.server;
      return {
        face: <ServerIcon serverId={serverId} name={name} url={iconUrl} className="size-11 text-sm" />,
        ...{ title: name, text: description, tags },
        beside: <Server className="size-3.5 text-ink-faint" aria-hidden />,
        link: { to: "/servers/$serverId", params: { serverId } },
      };
    }
    case "recording": {
      const { recordingId, title, agent } = hit.recording;
      return {
        face: <AgentAvatar username={agent.username} className="size-11" />,
        ...{ title, text: agent.displayName, tags: [] },
        beside: <Film className="size-3.5 text-ink-faint" aria-hidden />,
        link: { to: "/recordings/$recordingId", params: { recordingId } },
      };
    }
    case "clip": {
      const { clipId, title, agent } = hit.clip;
      return {
        face: <AgentAvatar username={agent.username} className="size-11" />,
        ...{ title, text: agent.displayName, tags: [] },
        beside: <Clapperboard className="size-3.5 text-ink-faint" aria-hidden />,
        link: { to: "/clips/$clipId", params: { clipId } },
      };
    }
  }
}
