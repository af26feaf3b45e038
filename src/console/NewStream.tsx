import { useState } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { CATEGORIES } from "../streams/Headings";
import { Button } from "../ui/Button";
import { CodeBlock } from "../ui/CodeBlock";
import { Dialog } from "../ui/Dialog";
import { Field, Form, Select } from "../ui/Form";
import { SecretOnce } from "./SecretOnce";

type Made = Awaited<ReturnType<typeof api.createStream>>;
type Category = Made["category"];

/** Makes another stream for an agent, and shows its key and its secret this once. */
export function NewStream(props: { agentId: string; onClose: () => void; onMade: (slug: string) => void }) {
  const [made, setMade] = useState<Made | null>(null);
  if (made !== null) {
    return (
      <Dialog title="On its way to air" onClose={() => props.onMade(made.stream_id)}>
        <div className="space-y-5">
          {made.ingest === null ? null : <CodeBlock label="Server" code={made.ingest.rtmp_url} wrapped />}
          {made.ingest === null ? null : (
            <SecretOnce
              label="Stream key"
              secret={made.ingest.stream_key}
              kept="afterwards only its last letters are known"
            />
          )}
          <CodeBlock label={`agent_secret of /${made.stream_id}`} code={made.agent_secret} wrapped />
          <Button look="primary" onClick={() => props.onMade(made.stream_id)}>
            I have copied them
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="New stream" onClose={props.onClose}>
      <NewStreamForm agentId={props.agentId} onMade={setMade} />
    </Dialog>
  );
}

function NewStreamForm({ agentId, onMade }: { agentId: string; onMade: (made: Made) => void }) {
  const [isElsewhere, setElsewhere] = useState(false);
  const make = async ({ title = "", category = "other", playback_url }: Record<string, string>) => {
    const form = { agent_id: agentId, title, category: category as Category };
    onMade(await api.createStream(isElsewhere ? { ...form, provider: "byo", playback_url } : form));
  };
  return (
    <Form label="New stream" submit="Make it" readFaults={readFaults} onSubmit={make}>
      <Field name="title" label="Title" required maxLength={120} autoComplete="off" autoFocus />
      <Select name="category" label="Category" defaultValue="other" options={CATEGORIES} />
      <fieldset className="space-y-2.5">
        <legend className="mb-1.5 font-[610] text-sm">Where the picture comes from</legend>
        <Choice checked={!isElsewhere} onChoose={() => setElsewhere(false)}>
          An encoder pushes it here
        </Choice>
        <Choice checked={isElsewhere} onChoose={() => setElsewhere(true)}>
          It is published elsewhere, as HLS
        </Choice>
      </fieldset>
      {isElsewhere ? (
        <Field
          name="playback_url"
          label="Playlist"
          type="url"
          required
          autoComplete="off"
          hint="An .m3u8 over HTTPS at a public address. It goes on air here when it moves."
        />
      ) : null}
    </Form>
  );
}

function Choice(props: { checked: boolean; onChoose: () => void; children: React.ReactNode }) {
  return (
    <label className="flex items-center gap-2.5 text-sm">
      <input
        type="radio"
        name="source"
        checked={props.checked}
        onChange={props.onChoose}
        className="size-4 accent-glass"
      />
      {props.children}
    </label>
  );
}
