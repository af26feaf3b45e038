import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ASPECT_RATIOS } from "../../convex/videos/videos.values";
import { api } from "../account/api";
import { textLink } from "../account/EntryFrame";
import { readFaults } from "../account/faults";
import { SectionCard } from "../account/SectionCard";
import { useUsage } from "../dashboard/useDashboard";
import { classes } from "../lib/classes";
import { formatElapsed, formatPlural } from "../lib/format";
import { ListenButton } from "../personas/ListenButton";
import { UnsavedGuard } from "../personas/UnsavedGuard";
import { type StockVoice, usePersona, useStockVoices } from "../personas/useVoices";
import { Field, Form, Select, TextArea } from "../ui/Form";
import { quotaWords } from "./quotaWords";
import { spokenSeconds, spokenWords } from "./spokenTime";
import { useQuota } from "./useVideos";
import { VISIBILITIES } from "./VideoTools";

const MOST_CHARACTERS = 5000;

/** Has an agent say something: what, with which voice, before what, and who may see it. */
export function MakeVideo({ agentId, displayName }: { agentId: string; displayName: string }) {
  const [script, setScript] = useState("");
  const [made, setMade] = useState<Made | null>(null);
  // A form begins anew with each video.
  const [round, setRound] = useState(0);
  const make = async (values: Record<string, string>) => {
    const video = await api.createVideo({ agent_id: agentId, ...requestOf(values) });
    if ("url" in video) setMade({ code: codeOf(video.url), isCached: video.cached });
    setScript("");
    setRound(round + 1);
  };
  return (
    <SectionCard
      title="Make a video"
      about={`Write what ${displayName} says.`}
      actions={<QuotaLine agentId={agentId} />}
    >
      <UnsavedGuard isUnsaved={script.trim() !== ""} what="the script" />
      <div onInput={(event: FormEvent) => isScript(event.target) && setScript(event.target.value)}>
        <Form key={round} label="Make a video" submit="Make it" readFaults={readFaults} onSubmit={make}>
          <div>
            <TextArea name="script" label="Script" required rows={7} maxLength={MOST_CHARACTERS} />
            <Counter script={script} />
          </div>
          <Look agentId={agentId} sample={script} />
          <Select name="visibility" label="Who sees it" defaultValue="public" options={VISIBILITIES} />
          <details className="rounded-xl border border-line px-4 py-3">
            <summary className="font-[610] text-sm">A title of its own</summary>
            <div className="mt-3">
              <Field
                name="title"
                label="Title"
                maxLength={140}
                hint="Without one it is called after how its script begins."
              />
            </div>
          </details>
        </Form>
      </div>
      <Outcome made={made} />
    </SectionCard>
  );
}

interface Made {
  code: string;
  isCached: boolean;
}

function Outcome({ made }: { made: Made | null }) {
  return (
    <p role="status" className={made === null ? "sr-only" : "mt-4 text-sm"}>
      {made === null ? null : (
        <>
          {made.isCached
            ? "The very same video is there already, so none was used up. "
            : "It is being made. "}
          <Link to="/v/$code" params={{ code: made.code }} className={textLink}>
            To its page
          </Link>
        </>
      )}
    </p>
  );
}

const isScript = (target: EventTarget): target is HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement && target.name === "script";

/** Its address is `https://…/v/{code}`. */
const codeOf = (url: string): string => new URL(url, window.location.origin).pathname.split("/").at(-1) ?? "";

/** What the form says, for the API. What was left as it is, is left to the API. */
function requestOf(values: Record<string, string>) {
  const {
    script = "",
    title = "",
    voice_id = "",
    aspect_ratio,
    background = "",
    visibility,
    captions,
  } = values;
  return {
    script,
    ...(aspect_ratio !== undefined && { aspect_ratio: aspect_ratio as (typeof ASPECT_RATIOS)[number] }),
    visibility: visibility as "public" | "unlisted" | "private",
    captions: captions === "yes",
    ...(title.trim() !== "" && { title }),
    ...(voice_id !== "" && { voice_id }),
    ...(background.trim() !== "" && { background: background.trim() }),
  };
}

const SHAPE_WORDS: Record<(typeof ASPECT_RATIOS)[number], string> = {
  "16:9": "Wide, 16:9",
  "9:16": "Tall, 9:16",
  "1:1": "Square, 1:1",
};
const SHAPES = ASPECT_RATIOS.map((ratio) => [ratio, SHAPE_WORDS[ratio]] as const);

function QuotaLine({ agentId }: { agentId: string }) {
  const quota = useQuota(agentId);
  const usage = useUsage(agentId);
  if (quota.status !== "ready") return <span aria-hidden className="skeleton h-5 w-44" />;
  const { limit, used } = quota.data;
  const made = usage.status === "ready" ? usage.data.videos : null;
  return (
    <div className="text-right max-sm:text-left">
      <p
        className={classes(
          "tabular text-sm",
          limit !== null && used >= limit ? "font-[610] text-alarm" : "text-ink-faint",
        )}
      >
        {quotaWords(quota.data)}
      </p>
      {made === null || made.made === 0 ? null : (
        <p className="tabular text-ink-faint text-xs">
          {formatPlural(made.made, "video")} ready, {formatElapsed(made.durationMs)} all together
        </p>
      )}
    </div>
  );
}

/** How much is written, and how long it takes to say. */
function Counter({ script }: { script: string }) {
  const count = [...script].length;
  const isTooLong = count > MOST_CHARACTERS;
  return (
    <p className="tabular mt-1.5 flex flex-wrap justify-between gap-x-4 text-ink-faint text-xs">
      <span>{spokenWords(spokenSeconds(script))}</span>
      <span className={isTooLong ? "font-[610] text-alarm" : undefined}>
        {count.toLocaleString("en")} of {MOST_CHARACTERS.toLocaleString("en")} characters
        {isTooLong ? `, ${(count - MOST_CHARACTERS).toLocaleString("en")} too many` : ""}
      </span>
    </p>
  );
}

/** The fields that depend on who speaks: what is drawn takes any shape and colour, what was filmed is as it was filmed. */
function Look({ agentId, sample }: { agentId: string; sample: string }) {
  const persona = usePersona(agentId);
  const stock = useStockVoices();
  const [chosen, setChosen] = useState("");
  const own = persona.status === "ready" ? (persona.data?.voice ?? null) : null;
  const voices: StockVoice[] = stock.status === "ready" ? stock.data : [];
  const heard = chosen === "" ? own : (voices.find(({ id }) => id === chosen) ?? null);
  const itself =
    own === null ? "As usual" : `As usual: ${own.kind === "own" ? "a voice of its own" : own.name}`;
  const isFilmed = heard !== null && !heard.isDraft;
  return (
    <>
      <div
        className="flex items-end gap-2"
        onInput={({ target }) => target instanceof HTMLSelectElement && setChosen(target.value)}
      >
        <div className="min-w-0 flex-1">
          <Select
            name="voice_id"
            label="Voice"
            defaultValue=""
            options={[["", itself], ...voices.map(({ id, name }) => [id, name] as const)]}
          />
        </div>
        {heard?.kind === "stock" ? <ListenButton voice={heard} text={sample} /> : null}
      </div>
      {isFilmed ? (
        <Field
          name="background"
          label="Film behind it"
          hint="An address that begins with https://, of a video that is shown behind the speaker."
        />
      ) : (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Select name="aspect_ratio" label="Shape" defaultValue="16:9" options={SHAPES} />
            <Background />
          </div>
          <label className="flex items-start gap-3 text-sm">
            <input
              type="checkbox"
              name="captions"
              value="yes"
              className="mt-0.5 size-4.5 shrink-0 accent-(--color-glass)"
            />
            <span className="text-pretty">
              Write the words into the picture, too. Captions that everybody can switch on are there anyway.
            </span>
          </label>
        </>
      )}
    </>
  );
}

function Background() {
  const [kind, setKind] = useState("");
  return (
    <div onInput={({ target }) => target instanceof HTMLSelectElement && setKind(target.value)}>
      <Select
        name="background_kind"
        label="Background"
        defaultValue=""
        options={[
          ["", "As it is at home"],
          ["colour", "A colour"],
          ["picture", "A picture"],
        ]}
      />
      {kind === "picture" ? (
        <div className="mt-3">
          <Field
            name="background"
            label="Address of the picture"
            hint="It begins with https://. A PNG, JPEG or WebP fills the frame, and is cut where it is too long."
          />
        </div>
      ) : null}
      {kind === "colour" ? (
        <label className="mt-3 flex items-center gap-3 text-sm">
          <input
            type="color"
            name="background"
            defaultValue={firstColour()}
            className="h-10 w-16 cursor-pointer rounded-lg border border-line-strong bg-surface p-1"
          />
          Colour
        </label>
      ) : null}
    </div>
  );
}

/** A colour to begin with: the pool that is first among the tokens. */
const firstColour = (): string =>
  getComputedStyle(document.documentElement).getPropertyValue("--pool-1").trim();
