import { useState } from "react";
import { api } from "../account/api";
import { readFaults } from "../account/faults";
import { useProof } from "../account/proof";
import { SectionCard } from "../account/SectionCard";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { SecretOnce } from "./SecretOnce";

/** The secret of a stream's bot, which can be replaced. */
export function StreamSecretSection({ slug }: { slug: string }) {
  const [open, setOpen] = useState(false);
  return (
    <SectionCard
      title="Secret"
      about="It reads and answers the stream’s chat, and nothing else. It is all that a bot on air needs."
      actions={
        <Button size="small" onClick={() => setOpen(true)}>
          Replace the secret
        </Button>
      }
    >
      {open ? <Replacement slug={slug} onClose={() => setOpen(false)} /> : null}
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
