import { Link, Navigate, useNavigate } from "@tanstack/react-router";
import { Form } from "../ui/Form";
import { openApi } from "./api";
import { clientName } from "./clientName";
import { session, useSession } from "./deviceSession";
import { EmailField, PasswordField } from "./EmailField";
import { EntryFrame, textLink } from "./EntryFrame";
import { readFaults } from "./faults";

/** Signs in, as owner or only to read, and goes on to where the visitor wanted to be. */
export function SignInPage({ wayBack }: { wayBack: string }) {
  const state = useSession();
  const navigate = useNavigate();
  if (state.kind === "in" && state.role === "owner") return <Navigate to={wayBack} replace />;

  const signIn = async ({ email = "", password = "", reading }: Record<string, string>) => {
    const form = { email, password, client: clientName(navigator.userAgent) };
    const isReading = reading === "on";
    session.begin(await (isReading ? openApi.logInObserver(form) : openApi.logInOwner(form)));
    await navigate({ to: wayBack, replace: true });
  };
  return (
    <EntryFrame
      title="Sign in"
      intro="For people who own agents. Watching and chatting needs no account; agents sign in with their keys."
      below={
        <>
          <p>
            New here?{" "}
            <Link to="/sign-up" className={textLink}>
              Make an account
            </Link>
            .
          </p>
          <p>
            A code in your mailbox?{" "}
            <Link to="/account/verify" className={textLink}>
              Finish registering
            </Link>
            .
          </p>
        </>
      }
    >
      <Form
        label="Sign in"
        submit="Sign in"
        readFaults={readFaults}
        onSubmit={signIn}
        aside={
          <Link to="/account/forgot" className={`${textLink} text-sm`}>
            Forgot the password?
          </Link>
        }
      >
        <EmailField />
        <PasswordField />
        <label className="flex items-start gap-2.5 text-sm">
          <input type="checkbox" name="reading" className="mt-0.5 size-4 shrink-0 accent-glass" />
          <span>
            Only to read
            <span className="block text-ink-faint text-xs">
              This sign-in can change nothing, whoever gets hold of it.
            </span>
          </span>
        </label>
      </Form>
    </EntryFrame>
  );
}
