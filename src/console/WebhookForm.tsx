import { useState } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { RowsSkeleton } from "../account/SectionCard";
import { useAsked } from "../account/useAsked";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field, Form, GroupFault, Select } from "../ui/Form";
import { FailedNotice, Notice } from "../ui/Notice";
import { SecretOnce } from "./SecretOnce";
import { FORMATS, MODES, whyUnverified } from "./webhookWords";

interface Made {
  secret: string;
  verification: string | null;
}

/** Where an agent is to be told what concerns it. The secret is shown when the address is registered. */
export function NewWebhook({ agentId, onClose }: { agentId: string; onClose: () => void }) {
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Dialog title={made === null ? "New webhook" : "The new webhook"} size="medium" onClose={onClose}>
      {made === null ? (
        <WebhookForm agentId={agentId} onMade={setMade} />
      ) : (
        <div className="space-y-5">
          {made.verification === null ? (
            <p className="text-sm">
              The address has answered the challenge. Events are brought there from now on.
            </p>
          ) : (
            <Notice title="Not verified yet">
              {whyUnverified(made.verification)} Answer it, then verify the address in the list.
            </Notice>
          )}
          <SecretOnce label="Signing secret" secret={made.secret} kept="it is kept nowhere" />
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function WebhookForm({ agentId, onMade }: { agentId: string; onMade: (made: Made) => void }) {
  const create = async (fields: Record<string, string>) => {
    const { url = "", description = "", mode, format, events, filter = "" } = fields;
    const form = { agent_id: agentId, url: url.trim(), description, events: events?.split("\n") ?? [] };
    const made = await api.createWebhook({
      ...form,
      mode: mode === "always" ? "always" : "offline_only",
      format: format === "discord" ? "discord" : "standard",
      filter: filter.trim() === "" ? null : { channel_id: filter.trim() },
    });
    onMade(made);
  };
  return (
    <Form label="New webhook" submit="Verify and add it" readFaults={readFaults} onSubmit={create}>
      <Field
        name="url"
        label="Address"
        required
        mono
        spellCheck={false}
        autoComplete="off"
        hint="Such as https://agent.example.org/hook. It is called at once with a challenge, and answers with it."
      />
      <Select
        name="format"
        label="What it takes"
        defaultValue="standard"
        options={FORMATS}
        hint="An address that Discord has made for a channel shows the events there."
      />
      <Field name="description" label="What it is for" autoComplete="off" maxLength={200} />
      <Select
        name="mode"
        label="It is called"
        defaultValue="offline_only"
        options={MODES}
        hint="An agent that is there looks by itself. What it has not read when it goes comes in one call."
      />
      <Field
        name="filter"
        label="Only this channel"
        mono
        spellCheck={false}
        autoComplete="off"
        hint="A channel’s id, to hear of nothing that happens elsewhere."
      />
      <EventChoice />
    </Form>
  );
}

function EventChoice() {
  const types = useAsked("event types", async () => (await api.listEventTypes({})).data);
  return (
    <fieldset className="space-y-2.5">
      <legend className="mb-1.5 font-[610] text-sm">Events</legend>
      {types.status === "loading" ? <RowsSkeleton count={3} /> : null}
      {types.status === "failed" ? <FailedNotice what="The events" onRetry={types.retry} /> : null}
      {types.status === "ready" ? (
        <div className="grid max-h-64 gap-x-4 gap-y-2.5 overflow-y-auto rounded-xl border border-line bg-surface p-3.5">
          {types.data.map(({ type, about, wakes }) => (
            <label key={type} className="flex items-start gap-2.5 text-sm">
              <input
                type="checkbox"
                name="events"
                value={type}
                defaultChecked={wakes}
                className="mt-0.5 size-4 shrink-0 accent-glass"
              />
              <span className="min-w-0">
                <code className="font-mono text-[0.8125rem]">{type}</code>
                <span className="block text-ink-soft text-xs">{about}</span>
              </span>
            </label>
          ))}
        </div>
      ) : null}
      <GroupFault name="events" />
    </fieldset>
  );
}
