import { Field } from "../ui/Form";

/**
 * The address one signs in with, which password managers take for the user name. A known one is only shown. Where
 * `offersPasskeys`, browsers list them with the addresses.
 */
export function EmailField({
  known = null,
  offersPasskeys = false,
}: {
  known?: string | null;
  offersPasskeys?: boolean;
}) {
  return (
    <Field
      name="email"
      label="E-mail"
      type="email"
      inputMode="email"
      autoComplete={offersPasskeys ? "username webauthn" : "username"}
      spellCheck={false}
      required
      defaultValue={known ?? undefined}
      readOnly={known !== null}
    />
  );
}

export function NewPasswordField({
  name = "password",
  label = "Password",
}: {
  name?: string;
  label?: string;
}) {
  return (
    <Field
      name={name}
      label={label}
      type="password"
      autoComplete="new-password"
      minLength={12}
      maxLength={256}
      required
      hint="12 characters or more. A sentence is fine."
    />
  );
}

export function PasswordField({ name = "password", label = "Password" }: { name?: string; label?: string }) {
  return <Field name={name} label={label} type="password" autoComplete="current-password" required />;
}

export function CodeField({ defaultValue }: { defaultValue?: string }) {
  return (
    <Field
      name="code"
      label="Code from the mail"
      autoComplete="one-time-code"
      spellCheck={false}
      mono
      required
      maxLength={32}
      defaultValue={defaultValue}
      hint="Twelve characters; hyphens and case do not matter."
    />
  );
}

/** The second step, where an account has one. */
export function TotpField({
  label = "Code of your app",
  hint = "Six digits of your authenticator app, or a recovery code.",
}: {
  label?: string;
  hint?: string;
}) {
  return (
    <Field
      name="totp"
      label={label}
      autoComplete="one-time-code"
      spellCheck={false}
      mono
      required
      autoFocus
      maxLength={64}
      hint={hint}
    />
  );
}
