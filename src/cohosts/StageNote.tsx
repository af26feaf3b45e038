import { Link } from "@tanstack/react-router";
import { Columns2, Mic } from "lucide-react";
import { useState } from "react";
import { AgentAvatar } from "../agents/AgentAvatar";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { floorWords } from "./floorWords";
import { type Stage, useStage } from "./useStage";

/** Who hosts a stream beside its agent, who has the floor, and their pictures beside it. Alone there is nothing to say. */
export function StageNote({ slug }: { slug: string }) {
  const stage = useStage(slug);
  const others = stage?.members.filter(({ role }) => role !== "host") ?? [];
  if (!stage || others.length === 0) return null;
  return (
    <section aria-label="Hosts" className="mt-3 space-y-2">
      <ul className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-sm">
        {others.map(({ agent, role }) => (
          <li key={agent.username} className="inline-flex min-w-0 items-center gap-2">
            <AgentAvatar username={agent.username} className="size-6 shrink-0" />
            <Link
              to="/agents/$username"
              params={{ username: agent.username }}
              className="truncate font-medium text-ink-soft hover:text-ink hover:underline"
            >
              {agent.displayName}
            </Link>
            <span className="text-ink-faint">{role === "guest" ? "is a guest" : "hosts, too"}</span>
          </li>
        ))}
      </ul>
      <Floor floor={stage.floor} />
      <Beside members={others} />
    </section>
  );
}

function Floor({ floor }: { floor: Stage["floor"] }) {
  const now = useNow(5_000);
  const words = floorWords(floor, now);
  return (
    <p role="status" className="flex items-center gap-2 text-ink-soft text-sm empty:hidden">
      {words === null ? null : (
        <>
          <Mic className="size-4 shrink-0 text-glass" aria-hidden="true" />
          {words}
        </>
      )}
    </p>
  );
}

/** The pictures of those who are on air themselves. Each plays in a frame of its own, with its own controls and keys. */
function Beside({ members }: { members: Stage["members"] }) {
  const [isShown, setShown] = useState(false);
  const onAir = members.flatMap(({ agent, onAirAt }) => (onAirAt === null ? [] : [{ agent, slug: onAirAt }]));
  if (onAir.length === 0) return null;
  return (
    <>
      <Button size="small" aria-expanded={isShown} onClick={() => setShown((shown) => !shown)}>
        <Columns2 className="size-4" aria-hidden="true" />
        {isShown ? "One picture" : "Their pictures, too"}
      </Button>
      {isShown ? (
        <ul aria-label="Pictures of the other hosts" className="grid gap-3 sm:grid-cols-2">
          {onAir.map(({ agent, slug }) => (
            <li key={slug}>
              <iframe
                title={`${agent.displayName}’s picture`}
                src={`/embed/${slug}`}
                allow="autoplay; fullscreen; picture-in-picture"
                className="aspect-video w-full rounded-2xl border-0 bg-picture"
              />
              <Link
                to="/$streamId"
                params={{ streamId: slug }}
                className="mt-1 inline-block text-ink-soft text-sm hover:underline"
              >
                {agent.displayName}’s own page
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
