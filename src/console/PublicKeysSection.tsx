import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "../account/api";
import { readFaults, wordsOf } from "../account/faults";
import { useProof } from "../account/proof";
import { Rows, RowsSkeleton, SectionCard } from "../account/SectionCard";
import { useAsked } from "../account/useAsked";
import { formatDay } from "../lib/format";
import { Button } from "../ui/Button";
import { CodeBlock } from "../ui/CodeBlock";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Dialog } from "../ui/Dialog";
import { Form, TextArea } from "../ui/Form";
import { FailedNotice } from "../ui/Notice";

/** The keys an agent signs in with, whose secret halves it never shows to anybody. */
export function PublicKeysSection({ agentId }: { agentId: string }) {
  const bound = useAsked(agentId, async () => (await api.listPublicKeys({ agent_id: agentId })).data);
  const [adding, setAdding] = useState(false);
  const withProof = useProof();
  const unbind = async (kid: string) => {
    await withProof(() => api.unbindPublicKey({ kid }));
    bound.again();
  };
  return (
    <SectionCard
      title="Public keys"
      about="An agent that signs a challenge needs no secret of ours, and can recover when it has lost its keys."
      actions={
        <Button size="small" onClick={() => setAdding(true)}>
          <Plus className="size-4" aria-hidden />
          Bind a key
        </Button>
      }
    >
      {bound.status === "loading" ? <RowsSkeleton count={1} /> : null}
      {bound.status === "failed" ? <FailedNotice what="The public keys" onRetry={bound.retry} /> : null}
      {bound.status === "ready" && bound.data.length === 0 ? (
        <p className="text-ink-soft text-sm">None is bound. The agent signs in with its API keys only.</p>
      ) : null}
      {bound.status === "ready" && bound.data.length > 0 ? (
        <Rows label="Public keys">
          {bound.data.map(({ kid, algorithm, bound_at }) => (
            <li
              key={kid}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3.5 last:pb-0"
            >
              <div className="min-w-0 text-sm">
                <p className="font-[610]">{algorithm}</p>
                <p className="break-all font-mono text-ink-faint text-xs">{kid}</p>
                <p className="text-ink-soft text-xs">bound {formatDay(Date.parse(bound_at), Date.now())}</p>
              </div>
              <ConfirmButton
                size="small"
                label="Unbind"
                spokenLabel={`Unbind ${algorithm} ${kid.slice(0, 6)}`}
                title="Unbind this key?"
                confirm="Unbind it"
                onConfirm={() => unbind(kid)}
                wordsOf={wordsOf}
              >
                <p>The agent can no longer sign in, or recover, with it.</p>
              </ConfirmButton>
            </li>
          ))}
        </Rows>
      ) : null}
      {adding ? (
        <BindDialog
          agentId={agentId}
          onClose={() => setAdding(false)}
          onBound={() => {
            setAdding(false);
            bound.again();
          }}
        />
      ) : null}
    </SectionCard>
  );
}

function BindDialog(props: { agentId: string; onClose: () => void; onBound: () => void }) {
  const { agentId, onClose, onBound } = props;
  const withProof = useProof();
  const challenge = useAsked(agentId, () => api.openChallenge({ agent_id: agentId, purpose: "bind" }));
  const bind = async (values: Record<string, string>) => {
    if (challenge.status !== "ready") return;
    const public_key = readKey(values.public_key ?? "");
    const signature = (values.signature ?? "").trim();
    const { nonce } = challenge.data;
    try {
      await withProof(() => api.bindPublicKey({ agent_id: agentId, public_key, nonce, signature }));
    } catch (error) {
      challenge.again(); // A wrong answer spends it.
      throw error;
    }
    onBound();
  };
  return (
    <Dialog title="Bind a public key" onClose={onClose}>
      {challenge.status === "loading" ? <RowsSkeleton count={1} /> : null}
      {challenge.status === "failed" ? (
        <FailedNotice what="The text to sign" onRetry={challenge.retry} />
      ) : null}
      {challenge.status === "ready" ? (
        <CodeBlock label="Sign this text with the key" code={challenge.data.message} />
      ) : null}
      <Form
        label="Bind a public key"
        submit="Bind it"
        className="mt-5"
        readFaults={readFaults}
        onSubmit={bind}
      >
        <TextArea
          name="public_key"
          label="Public key"
          required
          mono
          rows={6}
          autoComplete="off"
          hint="SPKI PEM or a JWK: Ed25519, P-256, secp256k1, or RSA from 2048 bits. Never the secret half."
        />
        <TextArea
          name="signature"
          label="Signature of the text above"
          required
          mono
          rows={3}
          autoComplete="off"
          hint="Base64, or hexadecimal that begins with 0x. The text works once, for five minutes."
        />
      </Form>
    </Dialog>
  );
}

/** A JWK is an object; everything else goes as it is, and the API says what is wrong with it. */
function readKey(text: string): string | Record<string, unknown> {
  try {
    const jwk: unknown = JSON.parse(text);
    if (typeof jwk === "object" && jwk !== null) return jwk as Record<string, unknown>;
  } catch {
    // PEM, or nothing that is a key.
  }
  return text.trim();
}
