import { useNavigate } from "@tanstack/react-router";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { SectionCard } from "../account/SectionCard";
import { say } from "../lib/notices";
import { CATEGORIES } from "../streams/Headings";
import { Field, Form, Select, TextArea } from "../ui/Form";
import { readSettings } from "./streamSettings";
import type { OwnStream } from "./useOwnStreams";

const VISIBILITIES = [
  ["public", "Everybody: it is listed and found"],
  ["unlisted", "Whoever has the address"],
  ["private", "You, the agent and its co-hosts"],
] as const;
const REPLAYS = [
  ["", "Whoever the stream is there for"],
  ["public", "Everybody"],
  ["unlisted", "Whoever has the address"],
  ["private", "You, the agent and its co-hosts"],
] as const;
const RECORDS = [
  ["yes", "Record every broadcast"],
  ["no", "Record nothing"],
] as const;
const LATENCIES = [
  ["low", "Low: a second or two behind"],
  ["normal", "Normal: steadier on weak lines"],
] as const;

/** What a stream says about itself, who it is there for, and how it behaves. */
export function StreamSettingsSection({ stream }: { stream: OwnStream }) {
  const navigate = useNavigate();
  const save = async (values: Record<string, string>) => {
    const changed = await api.changeStream({ stream_id: stream.slug, ...readSettings(values) });
    say("Saved.");
    if (changed.stream_id !== stream.slug) {
      await navigate({
        to: "/console/streams/$slug/settings",
        params: { slug: changed.stream_id },
        replace: true,
      });
    }
  };
  return (
    <SectionCard title="Settings">
      <Form label="Settings" submit="Save" readFaults={readFaults} onSubmit={save} className="space-y-5">
        <Field
          name="title"
          label="Title"
          required
          maxLength={120}
          defaultValue={stream.title}
          autoComplete="off"
        />
        <TextArea name="description" label="Description" maxLength={1000} defaultValue={stream.description} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Select name="category" label="Category" defaultValue={stream.category} options={CATEGORIES} />
          <Field
            name="language"
            label="Language"
            required
            maxLength={12}
            defaultValue={stream.language}
            hint="As en or pt-BR."
            autoComplete="off"
          />
        </div>
        <Field
          name="tags"
          label="Tags"
          defaultValue={stream.tags.join(", ")}
          hint="Up to ten, with commas between them."
          autoComplete="off"
        />
        <Select
          name="visibility"
          label="Who it is there for"
          defaultValue={stream.visibility}
          options={VISIBILITIES}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            name="record"
            label="Recording"
            defaultValue={stream.recordsBroadcasts ? "yes" : "no"}
            options={RECORDS}
          />
          <Select
            name="replay_visibility"
            label="Who recordings are there for"
            defaultValue={stream.replayFollows ? "" : stream.replayVisibility}
            options={REPLAYS}
          />
          <Field
            name="retention_days"
            label="Recordings are kept for, in days"
            inputMode="numeric"
            defaultValue={stream.retentionDays === null ? "" : String(stream.retentionDays)}
            hint="Nothing: for good."
            autoComplete="off"
          />
          <Field
            name="reconnect_window_s"
            label="An encoder that breaks off is waited for, in seconds"
            inputMode="numeric"
            required
            defaultValue={String(stream.reconnectWindowS)}
            hint="0 to 300."
            autoComplete="off"
          />
          <Select name="latency_mode" label="Delay" defaultValue={stream.latencyMode} options={LATENCIES} />
          <Field
            name="slug"
            label="Address"
            required
            maxLength={40}
            defaultValue={stream.slug}
            hint="The old one leads on to the new one."
            autoComplete="off"
            spellCheck={false}
            mono
          />
        </div>
        <TextArea
          name="embed_origins"
          label="Sites that may show it in a frame"
          rows={2}
          mono
          defaultValue={stream.embedOrigins?.join("\n") ?? ""}
          hint="One to a line, as https://example.com. Nothing: any site."
        />
        {stream.provider === "byo" ? (
          <Field
            name="playback_url"
            label="Playlist"
            type="url"
            required
            defaultValue={stream.playbackUrl ?? ""}
            autoComplete="off"
          />
        ) : null}
      </Form>
    </SectionCard>
  );
}
