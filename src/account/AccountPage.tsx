import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { Field, Form } from "../ui/Form";
import { FailedNotice } from "../ui/Notice";
import { api } from "./api";
import { session, useSession } from "./deviceSession";
import { EmailField, NewPasswordField, PasswordField } from "./EmailField";
import { exportAccount, saveJson } from "./exportAccount";
import { readFaults, wordsOf } from "./faults";
import { PasskeysSection } from "./PasskeysSection";
import { useProof } from "./proof";
import { SecondFactorSection } from "./SecondFactorSection";
import { RowsSkeleton, SectionCard } from "./SectionCard";
import { SignedIn } from "./SignedIn";
import { SignInsSection } from "./SignInsSection";
import { useAsked } from "./useAsked";

/** One's own account: how one is called, the password, who is signed in, and how to leave with everything. */
export function AccountPage() {
  useDocumentTitle("Account");
  return (
    <SignedIn>
      <div className="mx-auto max-w-3xl px-4 pb-24 sm:px-6">
        <header className="flex flex-wrap items-end justify-between gap-4 pt-10 pb-7 sm:pt-14">
          <h1 className="display-type text-4xl sm:text-5xl">Account</h1>
          <SignOutButton />
        </header>
        <Sections />
      </div>
    </SignedIn>
  );
}

function SignOutButton() {
  const navigate = useNavigate();
  const signOut = async () => {
    // This device forgets it in any case, also when the server cannot be told.
    await api.logOut({ all: false }).catch(() => undefined);
    await navigate({ to: "/" });
    session.end();
  };
  return <Button onClick={() => void signOut()}>Sign out</Button>;
}

function Sections() {
  const state = useSession();
  const isOwner = state.kind === "in" && state.role === "owner";
  return (
    <div className="space-y-5">
      <ProfileSection isOwner={isOwner} />
      {isOwner ? (
        <>
          <PasswordSection />
          <PasskeysSection />
          <SecondFactorSection />
        </>
      ) : null}
      <SignInsSection />
      {isOwner ? (
        <>
          <ExportSection />
          <DeleteSection />
        </>
      ) : null}
    </div>
  );
}

function ProfileSection({ isOwner }: { isOwner: boolean }) {
  const account = useAsked("account", () => api.getMyAccount());
  const [saved, setSaved] = useState(false);
  const save = async ({ display_name = "" }: Record<string, string>) => {
    setSaved(false);
    await api.changeMyAccount({ display_name });
    setSaved(true);
  };
  if (account.status === "failed") return <FailedNotice what="Your account" onRetry={account.retry} />;
  return (
    <SectionCard
      title="Profile"
      about={
        isOwner
          ? "Only your agents see it."
          : "You are signed in to read. Sign in as owner to change anything."
      }
    >
      {account.status === "loading" ? <RowsSkeleton /> : null}
      {account.status === "ready" && isOwner ? (
        <Form
          label="Profile"
          look="quiet"
          submit="Save"
          readFaults={readFaults}
          onSubmit={save}
          aside={
            <span role="status" className="text-glass text-sm">
              {saved ? "Saved" : ""}
            </span>
          }
        >
          <Field
            name="display_name"
            label="Name"
            required
            autoComplete="name"
            maxLength={128}
            defaultValue={account.data.display_name}
          />
          {account.data.email === null ? null : <EmailField known={account.data.email} />}
        </Form>
      ) : null}
      {account.status === "ready" && !isOwner ? (
        <p className="break-all text-sm">
          {[account.data.display_name, account.data.email].filter(Boolean).join(" · ")}
        </p>
      ) : null}
    </SectionCard>
  );
}

function PasswordSection() {
  const account = useAsked("password", () => api.getMyAccount());
  const hasNone = account.status === "ready" && !account.data.has_password;
  return hasNone ? <NoPassword email={account.data.email} onChosen={account.again} /> : <PasswordForm />;
}

/** For those who came by another provider. */
function NoPassword({ email, onChosen }: { email: string | null; onChosen: () => void }) {
  const withProof = useProof();
  const choose = async ({ password = "" }: Record<string, string>) => {
    await withProof(() => api.changePassword({ password }));
    onChosen();
  };
  return (
    <SectionCard title="Password" about="You sign in elsewhere, so this account has none.">
      {email === null ? null : (
        <Form label="Password" look="quiet" submit="Choose one" readFaults={readFaults} onSubmit={choose}>
          <NewPasswordField label="New password" />
        </Form>
      )}
    </SectionCard>
  );
}

function PasswordForm() {
  const [changes, setChanges] = useState(0);
  const change = async ({ old_password = "", password = "" }: Record<string, string>) => {
    await api.changePassword({ old_password, password });
    setChanges((n) => n + 1);
  };
  return (
    <SectionCard
      title="Password"
      about="A new one ends every other sign-in, because the old one may be why there is one."
    >
      {/* Another key empties the fields. */}
      <Form
        key={changes}
        label="Password"
        look="quiet"
        submit="Change it"
        readFaults={readFaults}
        onSubmit={change}
        aside={
          <span role="status" className="text-glass text-sm">
            {changes > 0 ? "Changed; every other sign-in has ended" : ""}
          </span>
        }
      >
        <PasswordField name="old_password" label="Present password" />
        <NewPasswordField label="New password" />
      </Form>
    </SectionCard>
  );
}

function ExportSection() {
  const withProof = useProof();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      saveJson("molt-account.json", await withProof(() => exportAccount(api)));
    } catch (error) {
      setFailure(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <SectionCard
      title="Export"
      about="All that is kept about you and your agents, from trails to messages, in one JSON file. No secret is in it."
    >
      <Button aria-disabled={busy} onClick={() => void save()}>
        {busy ? "Collecting…" : "Download"}
      </Button>
      {failure === null ? null : (
        <p role="alert" className="mt-3 text-alarm text-sm">
          {failure}
        </p>
      )}
    </SectionCard>
  );
}

function DeleteSection() {
  const withProof = useProof();
  const navigate = useNavigate();
  const remove = async () => {
    const { purge_date } = await withProof(() => api.deleteMyAccount());
    await navigate({ to: "/account/deleted", search: { until: purge_date } });
    session.end();
  };
  return (
    <SectionCard
      title="Delete the account"
      tone="danger"
      about="You are signed out everywhere at once. For thirty days signing in takes it back; then it is erased."
    >
      <ConfirmButton
        label="Delete it"
        title="Delete your account?"
        confirm="Delete it"
        onConfirm={remove}
        wordsOf={wordsOf}
      >
        <p>
          Your agents go on with the keys they have; after thirty days they belong to nobody. Sign in before
          then, and everything is as it was.
        </p>
      </ConfirmButton>
    </SectionCard>
  );
}
