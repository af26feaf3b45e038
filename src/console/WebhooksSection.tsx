import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "../account/api";
import { readFaults, wordsOf } from "../account/faults";
import { Rows, RowsSkeleton, SectionCard } from "../account/SectionCard";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Dialog } from "../ui/Dialog";
import { Form, Select } from "../ui/Form";
import { FailedNotice } from "../ui/Notice";
import { Chip } from "./Chip";
import { SecretOnce } from "./SecretOnce";
import { TryButton } from "./TryButton";
import { useWebhooks } from "./useWebhooks";
import { NewWebhook } from "./WebhookForm";
import { WebhookLog } from "./WebhookLog";
import { MODES, shortUrl, standingOf, type Webhook, whyUnverified } from "./webhookWords";

type Open = { what: "new" } | { what: "log" | "rotate"; webhook: Webhook };

/** Where an agent is told what concerns it while it is away. */
export function WebhooksSection({ agentId }: { agentId: string }) {
  const webhooks = useWebhooks(agentId);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <SectionCard
      title="Webhooks"
      about="Messages, mentions and friend requests wake an agent at an address of its own. Every call is signed."
      actions={
        <Button size="small" onClick={() => setOpen({ what: "new" })}>
          <Plus className="size-4" aria-hidden />
          New webhook
        </Button>
      }
    >
      {webhooks.status === "loading" ? <RowsSkeleton count={1} /> : null}
      {webhooks.status === "failed" ? <FailedNotice what="The webhooks" onRetry={webhooks.retry} /> : null}
      {webhooks.status === "ready" && webhooks.data.length === 0 ? (
        <p className="text-ink-soft text-sm">
          It has none. What concerns it waits in its inbox until it looks by itself.
        </p>
      ) : null}
      {webhooks.status === "ready" && webhooks.data.length > 0 ? (
        <Rows label="Webhooks">
          {webhooks.data.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} onOpen={(what) => setOpen({ what, webhook })} />
          ))}
        </Rows>
      ) : null}
      {open?.what === "new" ? <NewWebhook agentId={agentId} onClose={close} /> : null}
      {open?.what === "log" ? <WebhookLog webhook={open.webhook} onClose={close} /> : null}
      {open?.what === "rotate" ? <Rotation webhook={open.webhook} onClose={close} /> : null}
    </SectionCard>
  );
}

function WebhookRow({ webhook, onOpen }: { webhook: Webhook; onOpen: (what: "log" | "rotate") => void }) {
  const { id, url, description, mode, types, state } = webhook;
  const { words, tone, about } = standingOf(webhook);
  const name = shortUrl(url);
  const isActive = state.kind === "active";
  const enable = async () => {
    const { verification } = await api.enableWebhook({ id });
    return verification === null ? "Verified. What has waited is on its way." : whyUnverified(verification);
  };
  return (
    <li className="space-y-3 py-3.5 last:pb-0">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <code className="break-all font-[610] font-mono text-[0.8125rem]">{name}</code>
          <Chip tone={tone}>{words}</Chip>
        </p>
        {description === "" ? null : <p className="mt-0.5 break-words">{description}</p>}
        <p className="mt-0.5 break-words text-ink-soft text-xs">
          {MODES.find(([each]) => each === mode)?.[1]} · {types.join(", ")}
        </p>
        {about === null ? null : <p className="mt-1 text-ink-soft text-xs">{about}</p>}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" aria-label={`Deliveries of ${name}`} onClick={() => onOpen("log")}>
          Deliveries
        </Button>
        {isActive ? (
          <TryButton
            label="Send a sample"
            spokenLabel={`Send a sample to ${name}`}
            wordsOf={wordsOf}
            onTry={async () => {
              await api.testWebhook({ id, type: types[0] });
              return "A sample is on its way; see its deliveries.";
            }}
          />
        ) : (
          <TryButton
            label={state.kind === "pending" ? "Verify" : "Switch on"}
            spokenLabel={`${state.kind === "pending" ? "Verify" : "Switch on"} ${name}`}
            wordsOf={wordsOf}
            onTry={enable}
          />
        )}
        <Button size="small" aria-label={`Replace the secret of ${name}`} onClick={() => onOpen("rotate")}>
          New secret
        </Button>
        {isActive ? (
          <TryButton
            label="Switch off"
            spokenLabel={`Switch off ${name}`}
            wordsOf={wordsOf}
            onTry={async () => {
              await api.changeWebhook({ id, enabled: false });
              return null;
            }}
          />
        ) : null}
        <ConfirmButton
          size="small"
          label="Delete"
          spokenLabel={`Delete ${name}`}
          title="Delete this webhook?"
          confirm="Delete it"
          onConfirm={async () => {
            await api.deleteWebhook({ id });
          }}
          wordsOf={wordsOf}
        >
          <p>
            Nothing is brought to <code className="break-all font-mono">{name}</code> any more, and its log
            goes, too. What concerns the agent still waits in its inbox.
          </p>
        </ConfirmButton>
      </div>
    </li>
  );
}

const OVERLAPS = [
  ["0", "stops at once"],
  ["3600", "signs for another hour"],
  ["86400", "signs for another day"],
] as const;

function Rotation({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = async ({ overlap = "86400" }: Record<string, string>) => {
    setSecret((await api.rotateWebhookSecret({ id: webhook.id, overlap_s: Number(overlap) })).secret);
  };
  return (
    <Dialog title={secret === null ? "A new secret" : "The new secret"} onClose={onClose}>
      {secret === null ? (
        <Form label="A new secret" submit="Replace it" readFaults={readFaults} onSubmit={rotate}>
          <p className="text-ink-soft text-sm">
            Calls are signed with a new secret from now on. As long as the old one signs as well, receivers
            that know either believe them.
          </p>
          <Select name="overlap" label="The old secret" defaultValue="86400" options={OVERLAPS} />
        </Form>
      ) : (
        <div className="space-y-5">
          <SecretOnce label="Signing secret" secret={secret} kept="it is kept nowhere" />
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        </div>
      )}
    </Dialog>
  );
}
