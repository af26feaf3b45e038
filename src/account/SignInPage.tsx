import { Link, Navigate, useNavigate } from "@tanstack/react-router";
import { LoaderCircle } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../ui/Button";
import { Form } from "../ui/Form";
import { openApi } from "./api";
import { hasClerk, useClerkDoor } from "./clerkDoor";
import { clientName } from "./clientName";
import { session, useSession } from "./deviceSession";
import { EmailField, PasswordField, TotpField } from "./EmailField";
import { EntryFrame, textLink } from "./EntryFrame";
import { readFaults } from "./faults";
import { Or, PasskeyButton } from "./PasskeyButton";
import { knowsPasskeys, signInFromAutofill, signInWithPasskey, stopAsking } from "./passkeys";
import type { Tokens } from "./session";
import { useSecondStep } from "./useSecondStep";

/** Signs in, as owner or only to read, and goes on to where the visitor wanted to be. */
export function SignInPage({ wayBack }: { wayBack: string }) {
  const state = useSession();
  const navigate = useNavigate();
  const { isAsked, inTwoSteps } = useSecondStep();
  const enter = async (tokens: Tokens) => {
    session.begin(tokens);
    await navigate({ to: wayBack, replace: true });
  };
  usePasskeyOffer(enter);
  if (state.kind === "in" && state.role === "owner") return <Navigate to={wayBack} replace />;

  const signIn = async ({ email = "", password = "", totp, reading }: Record<string, string>) => {
    const form = { email, password, ...(totp && { totp }), client: clientName(navigator.userAgent) };
    const logIn = reading === "on" ? openApi.logInObserver : openApi.logInOwner;
    await inTwoSteps(async () => await enter(await logIn(form)));
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
        <EmailField offersPasskeys />
        <PasswordField />
        {isAsked ? <TotpField /> : null}
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
      {knowsPasskeys || hasClerk ? <Or /> : null}
      <div className="space-y-3">
        <PasskeyButton label="Use a passkey" onUse={async () => await enter(await signInWithPasskey())} />
        {hasClerk ? <ClerkButton /> : null}
      </div>
    </EntryFrame>
  );
}

function ClerkButton() {
  const open = useClerkDoor();
  return (
    <Button className="w-full" aria-disabled={open === null} onClick={() => open?.()}>
      {open === null ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : null}
      Continue with Clerk
    </Button>
  );
}

/** A little less than a challenge lives. */
const OFFER_MS = 4.5 * 60_000;

/** Lets the browser offer passkeys in the address field for as long as the page is open. */
function usePasskeyOffer(enter: (tokens: Tokens) => Promise<void>): void {
  const newest = useRef(enter);
  newest.current = enter;
  useEffect(() => {
    let isOpen = true;
    const offer = async () => {
      const tokens = await signInFromAutofill().catch(() => null);
      if (tokens && isOpen) await newest.current(tokens);
    };
    void offer();
    const timer = setInterval(() => void offer(), OFFER_MS);
    return () => {
      isOpen = false;
      clearInterval(timer);
      stopAsking();
    };
  }, []);
}
