import { Plus } from "lucide-react";
import { useState } from "react";
import type { Output } from "../../packages/sdk/src/index.ts";
import { formatAgo, formatDay, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Dialog } from "../ui/Dialog";
import { Field, Form } from "../ui/Form";
import { FailedNotice } from "../ui/Notice";
import { api } from "./api";
import { clientName } from "./clientName";
import { readFaults, wordsOf } from "./faults";
import { knowsPasskeys, makePasskey } from "./passkeys";
import { useProof } from "./proof";
import { Rows, RowsSkeleton, SectionCard } from "./SectionCard";
import { useAsked } from "./useAsked";

type Passkey = Output<"listPasskeys">["data"][number];

/** The passkeys of an account: made, named and removed here, and seen when they are used. */
export function PasskeysSection() {
  const passkeys = useAsked("passkeys", async () => (await api.listPasskeys()).data);
  const [open, setOpen] = useState<Passkey | "new" | null>(null);
  const close = () => {
    setOpen(null);
    passkeys.again();
  };
  return (
    <SectionCard
      title="Passkeys"
      about="Your device’s lock or a security key signs you in, without a password."
      actions={
        knowsPasskeys ? (
          <Button size="small" onClick={() => setOpen("new")}>
            <Plus className="size-4" aria-hidden />
            Add a passkey
          </Button>
        ) : null
      }
    >
      {passkeys.status === "loading" ? <RowsSkeleton count={1} /> : null}
      {passkeys.status === "failed" ? <FailedNotice what="Your passkeys" onRetry={passkeys.retry} /> : null}
      {passkeys.status === "ready" && passkeys.data.length === 0 ? (
        <p className="text-ink-soft text-sm">
          {knowsPasskeys ? "None yet." : "None yet, and this browser, or this address, can have none."}
        </p>
      ) : null}
      {passkeys.status === "ready" && passkeys.data.length > 0 ? (
        <Rows label="Passkeys">
          {passkeys.data.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              onRename={() => setOpen(passkey)}
              onRemoved={passkeys.again}
            />
          ))}
        </Rows>
      ) : null}
      {open === "new" ? <NewPasskey onClose={close} /> : null}
      {open !== null && open !== "new" ? <Renaming passkey={open} onClose={close} /> : null}
    </SectionCard>
  );
}

function PasskeyRow(props: { passkey: Passkey; onRename: () => void; onRemoved: () => void }) {
  const { id, name, backed_up, created_at, last_used_at } = props.passkey;
  const now = useNow(30_000);
  const withProof = useProof();
  const [made, used] = [Date.parse(created_at), last_used_at === null ? null : Date.parse(last_used_at)];
  const remove = async () => {
    await withProof(() => api.removePasskey({ id }));
    props.onRemoved();
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3.5 last:pb-0">
      <div className="min-w-0 text-sm">
        <p className="break-words font-[610]">
          {name}
          {backed_up ? (
            <span className="ml-2 font-medium text-glass text-xs">on all your devices</span>
          ) : null}
        </p>
        <p className="text-ink-soft text-xs">
          since <time title={formatMoment(made)}>{formatDay(made, now)}</time> ·{" "}
          {used === null ? "never used" : <time title={formatMoment(used)}>used {formatAgo(used, now)}</time>}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="small" aria-label={`Rename ${name}`} onClick={props.onRename}>
          Rename
        </Button>
        <ConfirmButton
          size="small"
          label="Remove"
          spokenLabel={`Remove ${name}`}
          title={`Remove ${name}?`}
          confirm="Remove it"
          onConfirm={remove}
          wordsOf={wordsOf}
        >
          <p>It no longer signs in here. The device may go on offering it until you delete it there, too.</p>
        </ConfirmButton>
      </div>
    </li>
  );
}

function NewPasskey({ onClose }: { onClose: () => void }) {
  const withProof = useProof();
  const make = async ({ name = "" }: Record<string, string>) => {
    await withProof(() => makePasskey(name));
    onClose();
  };
  return (
    <Dialog title="Add a passkey" onClose={onClose}>
      <Form label="Add a passkey" submit="Go on" readFaults={readFaults} onSubmit={make}>
        <p className="text-ink-soft text-sm">
          Your browser asks next where to keep it: on this device, in a password manager, or on a key.
        </p>
        <NameField defaultValue={clientName(navigator.userAgent)} />
      </Form>
    </Dialog>
  );
}

function Renaming({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const rename = async ({ name = "" }: Record<string, string>) => {
    await api.renamePasskey({ id: passkey.id, name });
    onClose();
  };
  return (
    <Dialog title={`Rename ${passkey.name}`} onClose={onClose}>
      <Form label="Rename" submit="Rename it" readFaults={readFaults} onSubmit={rename}>
        <NameField defaultValue={passkey.name} />
      </Form>
    </Dialog>
  );
}

function NameField({ defaultValue }: { defaultValue: string }) {
  return (
    <Field
      name="name"
      label="Name"
      required
      autoFocus
      maxLength={64}
      defaultValue={defaultValue}
      hint="So that you know which one it is."
    />
  );
}
