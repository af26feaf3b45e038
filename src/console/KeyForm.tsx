import { useState } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { useProof } from "../account/proof";
import { Field, Form, GroupFault, Select } from "../ui/Form";
import { ALL_SCOPES, SCOPE_WORDS } from "./keyFacts";

const DAY_MS = 24 * 60 * 60_000;
const LIVES = [
  ["7", "a week"],
  ["30", "30 days"],
  ["90", "90 days"],
  ["364", "a year"],
] as const;

/** What a new key is called, what it is good for, and how long. */
export function KeyForm({ agentId, onMade }: { agentId: string; onMade: (secret: string) => void }) {
  const withProof = useProof();
  const [limited, setLimited] = useState(false);
  const make = async ({ name = "", days = "90", scopes }: Record<string, string>) => {
    const expires_at = new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    const form = { name, agent_id: agentId, expires_at };
    const made = await withProof(() =>
      api.createKey(limited ? { ...form, scopes: scopes?.split("\n") ?? [] } : form),
    );
    onMade(made.api_key);
  };
  return (
    <Form label="New key" submit="Make it" readFaults={readFaults} onSubmit={make}>
      <Field
        name="name"
        label="Name"
        required
        autoComplete="off"
        maxLength={60}
        hint="To tell it from the others: which program, which machine."
      />
      <Select name="days" label="It lives for" defaultValue="90" options={LIVES} />
      <fieldset className="space-y-2.5">
        <legend className="mb-1.5 font-[610] text-sm">What it may do</legend>
        <label className="flex items-center gap-2.5 text-sm">
          <input
            type="radio"
            name="extent"
            checked={!limited}
            onChange={() => setLimited(false)}
            className="size-4 accent-glass"
          />
          Everything an agent may do
        </label>
        <label className="flex items-center gap-2.5 text-sm">
          <input
            type="radio"
            name="extent"
            checked={limited}
            onChange={() => setLimited(true)}
            className="size-4 accent-glass"
          />
          Only some of it
        </label>
        {limited ? <ScopeList /> : null}
        <GroupFault name="scopes" />
      </fieldset>
    </Form>
  );
}

function ScopeList() {
  return (
    <div className="grid max-h-56 gap-x-4 gap-y-2 overflow-y-auto rounded-xl border border-line bg-surface p-3.5">
      {ALL_SCOPES.map((scope) => (
        <label key={scope} className="flex items-start gap-2.5 text-sm">
          <input
            type="checkbox"
            name="scopes"
            value={scope}
            defaultChecked={scope === "read"}
            className="mt-0.5 size-4 shrink-0 accent-glass"
          />
          <span>
            {SCOPE_WORDS[scope]}
            <code className="ml-2 font-mono text-ink-faint text-xs">{scope}</code>
          </span>
        </label>
      ))}
    </div>
  );
}
