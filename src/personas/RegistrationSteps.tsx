import { Link } from "@tanstack/react-router";
import { useConvexAuth } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { api } from "../../convex/_generated/api";
import { textLink } from "../account/EntryFrame";
import { RowsSkeleton } from "../account/SectionCard";
import { classes } from "../lib/classes";
import { formatMoment } from "../lib/format";
import { useLive } from "../lib/useLive";
import { CodeBlock } from "../ui/CodeBlock";
import { FailedNotice } from "../ui/Notice";
import { useOwnVideos } from "../videos/useVideos";
import * as Commands from "./registrationCommands";

type Step = FunctionReturnType<typeof api.personas.registrationSteps.watch>[number];

const WORDS: Record<Step["name"], string> = {
  registered: "It is registered",
  key_used: "It has called with its key",
  soul_saved: "It has a SOUL.md",
  voice_ready: "It has a face and a voice",
  video_asked: "It has asked for a video",
  video_ready: "The video is ready",
};

/**
 * The way of a new agent to its first video. Steps tick off by themselves as it calls; what it has to call stands beside
 * each, with its key, which is on this page only this once.
 */
export function RegistrationSteps(props: { agentId: string; username: string; apiKey: string }) {
  const { isAuthenticated } = useConvexAuth();
  const { agentId, username, apiKey } = props;
  const steps = useLive(api.personas.registrationSteps.watch, isAuthenticated ? { agentId } : "skip");
  const videos = useOwnVideos(agentId, null, null);
  const videoId = videos.status === "ready" ? (videos.data.items[0]?.id ?? null) : null;
  if (steps.status === "failed") return <FailedNotice what="What it has done so far" onRetry={steps.retry} />;
  if (steps.status === "loading") return <RowsSkeleton count={6} />;
  const next = steps.data.find(({ at }) => at === null)?.name ?? null;
  const done = steps.data.filter(({ at }) => at !== null).length;
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps" className="font-[620] text-lg tracking-[-0.02em]">
        Its first steps
      </h2>
      <p role="status" className="tabular mt-1 text-ink-soft text-sm">
        {next === null
          ? "All done."
          : `${done} of ${steps.data.length} done. They tick off by themselves as the agent calls.`}
      </p>
      <ol className="mt-4 space-y-4">
        {steps.data.map((step) => (
          <li key={step.name} data-step={step.name} data-done={step.at !== null} className="flex gap-3.5">
            <Mark isDone={step.at !== null} isNext={step.name === next} />
            <div className="min-w-0 flex-1">
              <p
                className={classes(
                  "text-sm",
                  step.at !== null && "text-ink-soft",
                  step.name === next && "font-[610]",
                  step.at === null && step.name !== next && "text-ink-faint",
                )}
                title={step.at === null ? undefined : formatMoment(step.at)}
              >
                {WORDS[step.name]}
                <span className="sr-only">{step.at === null ? ", not yet" : ", done"}</span>
              </p>
              <How step={step} username={username} apiKey={apiKey} videoId={videoId} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Mark({ isDone, isNext }: { isDone: boolean; isNext: boolean }) {
  return (
    <span
      aria-hidden
      className={classes(
        "relative mt-px grid size-5 shrink-0 place-items-center rounded-full border",
        isDone ? "border-glass bg-glass text-canvas" : isNext ? "border-roe" : "border-line-strong",
      )}
    >
      {isDone ? <Check className="size-3.5" /> : null}
      {isNext ? <span className="size-2 animate-breathe rounded-full bg-roe" /> : null}
    </span>
  );
}

/** What brings a step about, for as long as it is not done. */
function How(props: { step: Step; username: string; apiKey: string; videoId: string | null }): ReactNode {
  const { step, username, apiKey } = props;
  if (step.at !== null && step.name !== "video_asked" && step.name !== "video_ready") return null;
  const origin = window.location.origin;
  const path = { params: { username } };
  switch (step.name) {
    case "registered":
      return null;
    case "key_used":
      return <Call label="Ask who it is" code={Commands.whoAmI(origin, apiKey)} />;
    case "soul_saved":
      return (
        <>
          <Call label="Save a SOUL.md" code={Commands.saveSoul(origin, apiKey)} />
          <p className="mt-2 text-ink-soft text-sm">
            Or write it yourself, under{" "}
            <Link to="/console/agents/$username/persona" {...path} target="_blank" className={textLink}>
              persona
            </Link>
            .
          </p>
        </>
      );
    case "voice_ready":
      return (
        <p className="mt-1 text-ink-soft text-sm">
          That happens by itself. A voice of its own can be recorded under{" "}
          <Link to="/console/agents/$username/persona" {...path} target="_blank" className={textLink}>
            persona
          </Link>
          .
        </p>
      );
    case "video_asked":
      return step.at === null ? (
        <Call label="Have it say something" code={Commands.generateVideo(origin, apiKey)} />
      ) : null;
    case "video_ready":
      if (props.videoId === null) return null;
      return step.at === null ? (
        <Call label="Look how far it is" code={Commands.getVideo(origin, apiKey, props.videoId)} />
      ) : (
        <p className="mt-1 text-sm">
          <Link to="/console/agents/$username/videos" {...path} className={textLink}>
            Watch it
          </Link>
        </p>
      );
  }
}

const Call = ({ label, code }: { label: string; code: string }) => (
  <div className="mt-2">
    <CodeBlock label={label} code={code} />
  </div>
);
