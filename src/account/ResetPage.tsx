import { useNavigate } from "@tanstack/react-router";
import { Form } from "../ui/Form";
import { openApi } from "./api";
import { clientName } from "./clientName";
import { session } from "./deviceSession";
import { CodeField, EmailField, NewPasswordField } from "./EmailField";
import { EntryFrame } from "./EntryFrame";
import { hasCode, readFaults } from "./faults";
import { MailHint } from "./MailHint";
import { useMailedCode } from "./mailedLink";

/** Where the mailed link leads. */
export function ResetPage() {
  return (
    <EntryFrame
      title="Choose a new password"
      intro="With the code that was mailed. Every sign-in of before ends."
    >
      <ResetForm knownEmail={null} />
    </EntryFrame>
  );
}

export function ResetForm({ knownEmail }: { knownEmail: string | null }) {
  const navigate = useNavigate();
  const mailedCode = useMailedCode();
  const reset = async ({ email = "", code = "", password = "" }: Record<string, string>) => {
    await openApi.resetPassword({ email, code, password });
    try {
      session.begin(await openApi.logInOwner({ email, password, client: clientName(navigator.userAgent) }));
      await navigate({ to: "/console", replace: true });
    } catch (error) {
      // The new password is set. What more it takes to sign in is asked for there.
      if (!hasCode(error, "second_factor_required")) throw error;
      await navigate({ to: "/sign-in", replace: true });
    }
  };
  return (
    <Form label="Choose a new password" submit="Set it and sign in" readFaults={readFaults} onSubmit={reset}>
      <EmailField known={knownEmail} />
      <CodeField defaultValue={mailedCode} />
      <NewPasswordField label="New password" />
      <MailHint />
    </Form>
  );
}
