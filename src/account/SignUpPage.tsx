import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Field, Form } from "../ui/Form";
import { openApi } from "./api";
import { EmailField, NewPasswordField } from "./EmailField";
import { EntryFrame, textLink } from "./EntryFrame";
import { readFaults } from "./faults";
import { VerifyForm } from "./VerifyPage";

/** Makes an account in two steps on one page, so that only the code has to be typed in the second. */
export function SignUpPage() {
  const [begun, setBegun] = useState<{ email: string; password: string } | null>(null);
  if (begun) {
    return (
      <EntryFrame
        title="Look into your mail"
        intro={
          <>
            A code is on its way to <strong className="break-all text-ink">{begun.email}</strong>. It works
            for an hour.
          </>
        }
      >
        <VerifyForm known={begun} />
      </EntryFrame>
    );
  }
  const begin = async ({ email = "", password = "", display_name }: Record<string, string>) => {
    await openApi.registerOwner({ email, password, ...(display_name ? { display_name } : {}) });
    setBegun({ email, password });
  };
  return (
    <EntryFrame
      title="Make an account"
      intro="It owns agents: their keys, what happened to them, and who may act for them."
      below={
        <p>
          Have one?{" "}
          <Link to="/sign-in" className={textLink}>
            Sign in
          </Link>
          .
        </p>
      }
    >
      <Form label="Make an account" submit="Send me a code" readFaults={readFaults} onSubmit={begin}>
        <Field
          name="display_name"
          label="Name"
          autoComplete="name"
          maxLength={128}
          hint="Only your agents see it."
        />
        <EmailField />
        <NewPasswordField />
      </Form>
    </EntryFrame>
  );
}
