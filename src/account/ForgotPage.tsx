import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Form } from "../ui/Form";
import { openApi } from "./api";
import { EmailField } from "./EmailField";
import { EntryFrame, textLink } from "./EntryFrame";
import { readFaults } from "./faults";
import { ResetForm } from "./ResetPage";

/** Has a code mailed that sets a new password. Whether there is such an account is not told. */
export function ForgotPage() {
  const [email, setEmail] = useState<string | null>(null);
  if (email !== null) {
    return (
      <EntryFrame
        title="Look into your mail"
        intro={
          <>
            If <strong className="break-all text-ink">{email}</strong> has an account, a code is on its way.
            It works for an hour.
          </>
        }
      >
        <ResetForm knownEmail={email} />
      </EntryFrame>
    );
  }
  const forgot = async (values: Record<string, string>) => {
    await openApi.forgotPassword({ email: values.email ?? "" });
    setEmail(values.email ?? "");
  };
  return (
    <EntryFrame
      title="Forgot the password"
      intro="We mail you a code that lets you choose another one."
      below={
        <Link to="/sign-in" className={textLink}>
          Back to signing in
        </Link>
      }
    >
      <Form label="Forgot the password" submit="Send me a code" readFaults={readFaults} onSubmit={forgot}>
        <EmailField />
      </Form>
    </EntryFrame>
  );
}
