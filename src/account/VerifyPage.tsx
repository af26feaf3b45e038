import { useNavigate } from "@tanstack/react-router";
import { Form } from "../ui/Form";
import { openApi } from "./api";
import { clientName } from "./clientName";
import { session } from "./deviceSession";
import { CodeField, EmailField, PasswordField } from "./EmailField";
import { EntryFrame } from "./EntryFrame";
import { readFaults } from "./faults";
import { MailHint } from "./MailHint";
import { useMailedCode } from "./mailedLink";

/** Where the mailed link leads. It takes the password too, so that nobody finishes what somebody else began for them. */
export function VerifyPage() {
  return (
    <EntryFrame title="Finish registering" intro="With the code that was mailed and the password you chose.">
      <VerifyForm known={null} />
    </EntryFrame>
  );
}

/** `known` is what this page has just been told, and need not be typed again. */
export function VerifyForm({ known }: { known: { email: string; password: string } | null }) {
  const navigate = useNavigate();
  const mailedCode = useMailedCode();
  const verify = async ({ code = "", ...typed }: Record<string, string>) => {
    const { email, password } = known ?? { email: typed.email ?? "", password: typed.password ?? "" };
    const client = clientName(navigator.userAgent);
    session.begin(await openApi.verifyEmail({ email, password, code, role: "owner", client }));
    await navigate({ to: "/console", replace: true });
  };
  return (
    <Form label="Finish registering" submit="Finish" readFaults={readFaults} onSubmit={verify}>
      {known ? null : (
        <>
          <EmailField />
          <PasswordField />
        </>
      )}
      <CodeField defaultValue={mailedCode} />
      <MailHint />
    </Form>
  );
}
