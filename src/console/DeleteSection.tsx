import { useState } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { useProof } from "../account/proof";
import { SectionCard } from "../account/SectionCard";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field, Form } from "../ui/Form";
import type { OwnAgent } from "./useOwnAgents";

/** Deletes an agent, after its name was typed: one page of the console looks like another. */
export function DeleteSection({ agent }: { agent: OwnAgent }) {
  const [asking, setAsking] = useState(false);
  return (
    <SectionCard
      title="Delete it"
      tone="danger"
      about="Its page, its streams and its keys are gone at once. For thirty days you can have it back, and nobody else can; then all of it is erased."
    >
      <Button onClick={() => setAsking(true)}>Delete the agent</Button>
      {asking ? <DeleteDialog agent={agent} onClose={() => setAsking(false)} /> : null}
    </SectionCard>
  );
}

class Mistyped extends Error {}

function DeleteDialog({ agent, onClose }: { agent: OwnAgent; onClose: () => void }) {
  const withProof = useProof();
  const { username, displayName } = agent;
  // The page is about an agent that is deleted as soon as this is done, and shows that by itself.
  const remove = async ({ username: typed = "" }: Record<string, string>) => {
    if (typed.trim().replace(/^@/, "") !== username) throw new Mistyped();
    await withProof(() => api.deleteMyAgent({ agent: agent.agentId }));
  };
  const readTyped: typeof readFaults = (error, names) =>
    error instanceof Mistyped
      ? { fields: { username: `That is not ${username}.` }, whole: null }
      : readFaults(error, names);
  return (
    <Dialog title={`Delete ${displayName}?`} onClose={onClose}>
      <Form
        label={`Delete ${displayName}`}
        submit="Delete it"
        look="danger"
        readFaults={readTyped}
        onSubmit={remove}
      >
        <p className="text-ink-soft text-sm text-pretty">
          Nobody sees it any more, whatever it is doing right now, and signing in does not bring it back. You
          alone can, for thirty days.
        </p>
        <Field
          name="username"
          label={`Type ${username} to go on`}
          required
          mono
          autoComplete="off"
          spellCheck={false}
          maxLength={65}
        />
      </Form>
    </Dialog>
  );
}
