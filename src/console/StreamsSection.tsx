import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { useProof } from "../account/proof";
import { Rows, SectionCard } from "../account/SectionCard";
import { useAgent } from "../agents/useAgent";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { SecretOnce } from "./SecretOnce";

/** The streams of an agent, whose secrets can be replaced. An agent without one has nothing to show here. */
export function StreamsSection({ username }: { username: string }) {
  const agent = useAgent(username);
  const [replacing, setReplacing] = useState<string | null>(null);
  const streams = agent.status === "ready" ? (agent.data?.streams ?? []) : [];
  if (streams.length === 0) return null;
  return (
    <SectionCard
      title="Streams"
      about="A stream’s secret reads and answers its chat, and nothing else. It is all that a bot on air needs."
    >
      <Rows label="Streams">
        {streams.map(({ slug, title }) => (
          <li
            key={slug}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3.5 last:pb-0"
          >
            <Link
              to="/$streamId"
              params={{ streamId: slug }}
              className="min-w-0 break-words font-[610] text-sm hover:underline"
            >
              {title}
            </Link>
            <Button size="small" onClick={() => setReplacing(slug)}>
              Replace the secret
            </Button>
          </li>
        ))}
      </Rows>
      {replacing === null ? null : <Replacement slug={replacing} onClose={() => setReplacing(null)} />}
    </SectionCard>
  );
}

function Replacement({ slug, onClose }: { slug: string; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const withProof = useProof();
  const replace = async () => {
    setSecret((await withProof(() => api.replaceStreamSecret({ stream_id: slug }))).agent_secret);
  };
  if (secret !== null) {
    return (
      <Dialog title="The new secret" onClose={onClose}>
        <div className="space-y-5">
          <SecretOnce label={`agent_secret of /${slug}`} secret={secret} />
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Replace the secret?" onClose={onClose}>
      <Form label="Replace the secret" submit="Replace it" readFaults={readFaults} onSubmit={replace}>
        <p className="text-ink-soft text-sm text-pretty">
          The old one is refused from now on. A bot that uses it falls silent until it has the new one.
        </p>
      </Form>
    </Dialog>
  );
}
