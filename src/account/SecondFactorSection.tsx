import { useState } from "react";
import type { Output } from "../../packages/sdk/src/index.ts";
import { formatDay, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { CodeBlock } from "../ui/CodeBlock";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { FailedNotice } from "../ui/Notice";
import { api } from "./api";
import { TotpField } from "./EmailField";
import { textLink } from "./EntryFrame";
import { readFaults, wordsOf } from "./faults";
import { useProof } from "./proof";
import { QrCode } from "./QrCode";
import { RowsSkeleton, SectionCard } from "./SectionCard";
import { useAsked } from "./useAsked";

/** What is open: the way to the second step, or recovery codes on their one way out. */
type Open =
  | { kind: "secret"; begun: Output<"beginSecondFactor"> }
  | { kind: "codes"; codes: string[] }
  | null;

/** The second step of signing in with the password: set up, switched off, and its recovery codes. */
export function SecondFactorSection() {
  const factor = useAsked("second factor", () => api.getSecondFactor());
  const withProof = useProof();
  const [open, setOpen] = useState<Open>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const close = () => {
    setOpen(null);
    factor.again();
  };
  const begin = async () => {
    setFailure(null);
    try {
      setOpen({ kind: "secret", begun: await withProof(() => api.beginSecondFactor()) });
    } catch (error) {
      setFailure(wordsOf(error));
    }
  };
  return (
    <SectionCard
      title="Two-step sign-in"
      about="After the password, a code of an app on your phone. Passkeys need no second step."
      actions={
        factor.status === "ready" && !factor.data.enabled ? (
          <Button size="small" onClick={() => void begin()}>
            Set it up
          </Button>
        ) : null
      }
    >
      {factor.status === "loading" ? <RowsSkeleton count={1} /> : null}
      {factor.status === "failed" ? <FailedNotice what="Your second step" onRetry={factor.retry} /> : null}
      {factor.status === "ready" && !factor.data.enabled ? (
        <p className="text-ink-soft text-sm">It is off: the password is enough.</p>
      ) : null}
      {factor.status === "ready" && factor.data.enabled ? (
        <On
          factor={factor.data}
          onChanged={factor.again}
          onCodes={(codes) => setOpen({ kind: "codes", codes })}
        />
      ) : null}
      {failure === null ? null : (
        <p role="alert" className="mt-3 text-alarm text-sm">
          {failure}
        </p>
      )}
      {open?.kind === "secret" ? (
        <SettingUp
          begun={open.begun}
          onClose={close}
          onCodes={(codes) => setOpen({ kind: "codes", codes })}
        />
      ) : null}
      {open?.kind === "codes" ? <RecoveryCodes codes={open.codes} onClose={close} /> : null}
    </SectionCard>
  );
}

function On(props: {
  factor: Output<"getSecondFactor">;
  onChanged: () => void;
  onCodes: (codes: string[]) => void;
}) {
  const { since, recovery_codes_left: left } = props.factor;
  const now = useNow(60_000);
  const withProof = useProof();
  const begun = Date.parse(since ?? "");
  const renew = async () => {
    const { recovery_codes } = await withProof(() => api.replaceRecoveryCodes());
    props.onCodes(recovery_codes);
  };
  const switchOff = async () => {
    await withProof(() => api.removeSecondFactor());
    props.onChanged();
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 text-sm">
      <p>
        <span className="font-[610] text-glass">On</span> since{" "}
        <time title={formatMoment(begun)}>{formatDay(begun, now)}</time>
        <span className={left <= 2 ? "text-roe-text" : "text-ink-soft"}>
          {" · "}
          {left === 1 ? "one recovery code left" : `${left} recovery codes left`}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <ConfirmButton
          size="small"
          label="New recovery codes"
          title="New recovery codes?"
          confirm="Make them"
          onConfirm={renew}
          wordsOf={wordsOf}
        >
          <p>Those you have kept no longer work then.</p>
        </ConfirmButton>
        <ConfirmButton
          size="small"
          label="Switch it off"
          title="Switch two-step sign-in off?"
          confirm="Switch it off"
          onConfirm={switchOff}
          wordsOf={wordsOf}
        >
          <p>Whoever knows your password can then sign in as you.</p>
        </ConfirmButton>
      </div>
    </div>
  );
}

function SettingUp(props: {
  begun: Output<"beginSecondFactor">;
  onClose: () => void;
  onCodes: (codes: string[]) => void;
}) {
  const { secret, uri } = props.begun;
  const withProof = useProof();
  const confirm = async ({ totp = "" }: Record<string, string>) => {
    const { recovery_codes } = await withProof(() => api.confirmSecondFactor({ totp }));
    props.onCodes(recovery_codes);
  };
  return (
    <Dialog title="Two-step sign-in" onClose={props.onClose}>
      <Form label="Two-step sign-in" submit="Switch it on" readFaults={readFaults} onSubmit={confirm}>
        <p className="text-ink-soft text-sm">
          Scan this with your authenticator app,{" "}
          <a href={uri} className={textLink}>
            open it in an app on this device
          </a>
          , or type the key. It is shown this once.
        </p>
        <QrCode text={uri} label="The key as a QR code" />
        <CodeBlock
          label="Key, by the clock, six digits"
          code={secret.replace(/(.{4})(?!$)/g, "$1 ")}
          wrapped
        />
        <TotpField label="The code that the app shows" hint="Six digits, new every half minute." />
      </Form>
    </Dialog>
  );
}

function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  return (
    <Dialog title="Recovery codes" onClose={onClose}>
      <div className="space-y-4">
        <p className="text-sm">
          <strong className="font-semibold">Keep them now.</strong> Each signs you in once when the app is
          lost. They are shown this once; only their fingerprints are kept.
        </p>
        <CodeBlock label="Ten recovery codes" code={codes.join("\n")} />
        <Button look="primary" onClick={onClose}>
          I have kept them
        </Button>
      </div>
    </Dialog>
  );
}
