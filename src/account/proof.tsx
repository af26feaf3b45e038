import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { FailedNotice } from "../ui/Notice";
import { api, apiWith, openApi } from "./api";
import { clientName } from "./clientName";
import { session } from "./deviceSession";
import { EmailField, PasswordField, TotpField } from "./EmailField";
import { hasCode, readFaults, Unproved } from "./faults";
import { Or, PasskeyButton } from "./PasskeyButton";
import { knowsPasskeys, PasskeyProblem, signInWithPasskey } from "./passkeys";
import type { Tokens } from "./session";
import { useAsked } from "./useAsked";
import { useSecondStep } from "./useSecondStep";

type WithProof = <T>(work: () => Promise<T>) => Promise<T>;

const ProofContext = createContext<WithProof>((work) => work());

/**
 * Does what needs a recent proof of who is there. When the last one is too old, it asks for the password or a passkey and
 * goes on; whoever closes the question gets `Unproved`.
 */
export const useProof = (): WithProof => useContext(ProofContext);

interface Question {
  answer: () => void;
  giveUp: () => void;
}

export function ProofProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const open = useRef<Promise<void> | null>(null);

  const withProof = useCallback<WithProof>(async (work) => {
    try {
      return await work();
    } catch (error) {
      if (!hasCode(error, "fresh_auth_required")) throw error;
    }
    open.current ??= new Promise<void>((resolve, reject) => {
      setQuestion({ answer: resolve, giveUp: () => reject(new Unproved("Nobody proved who they are.")) });
    }).finally(() => {
      open.current = null;
      setQuestion(null);
    });
    await open.current;
    return await work();
  }, []);
  return (
    <ProofContext.Provider value={withProof}>
      {children}
      {question ? <ProofDialog {...question} /> : null}
    </ProofContext.Provider>
  );
}

function ProofDialog({ answer, giveUp }: Question) {
  const known = useAsked("account to prove", async () => {
    const [account, passkeys] = await Promise.all([api.getMyAccount(), api.listPasskeys()]);
    return { account, hasPasskeys: passkeys.data.length > 0 };
  });
  const { isAsked, inTwoSteps } = useSecondStep();
  const prove = async ({ email = "", password = "", totp }: Record<string, string>) => {
    const form = { email, password, ...(totp && { totp }), client: clientName(navigator.userAgent) };
    await inTwoSteps(async () => {
      await changeOver(await openApi.logInOwner(form));
      answer();
    });
  };
  const proveByPasskey = async (accountId: string) => {
    await changeOver(await tokensOf(accountId));
    answer();
  };
  return (
    <Dialog title="Is it still you?" onClose={giveUp}>
      <p className="mb-4 text-ink-soft text-sm">
        Keys and accounts change only for somebody who proved within five minutes who they are.
      </p>
      {known.status === "loading" ? <div aria-busy className="skeleton h-40" /> : null}
      {known.status === "failed" ? <FailedNotice what="Your account" onRetry={known.retry} /> : null}
      {known.status === "ready" ? (
        <>
          {known.data.hasPasskeys && knowsPasskeys ? (
            <>
              <PasskeyButton label="Use a passkey" onUse={() => proveByPasskey(known.data.account.id)} />
              <Or />
            </>
          ) : null}
          {known.data.account.has_password ? (
            <Form label="Is it still you?" submit="Go on" readFaults={readFaults} onSubmit={prove}>
              <EmailField known={known.data.account.email ?? ""} />
              <PasswordField />
              {isAsked ? <TotpField /> : null}
            </Form>
          ) : (
            <Button onClick={() => session.end()}>Sign in again</Button>
          )}
        </>
      ) : null}
    </Dialog>
  );
}

/** A device may hold passkeys of several accounts, and only the one that is signed in is to be proved. */
async function tokensOf(accountId: string): Promise<Tokens> {
  const tokens = await signInWithPasskey();
  const other = apiWith(tokens.access_token);
  const { id } = await other.getMyAccount();
  if (id === accountId) return tokens;
  await other.logOut({ all: false }).catch(() => undefined); // It ends by itself, later.
  throw new PasskeyProblem("That passkey belongs to another account.");
}

/** The live connection changes over to the new sign-in before the old one ends, so that nothing on the page fails. */
const CHANGE_OVER_MS = 5000;

async function changeOver(tokens: Tokens): Promise<void> {
  const before = await session.accessToken();
  session.begin(tokens);
  if (before === null) return;
  setTimeout(() => {
    apiWith(before)
      .logOut({ all: false })
      .catch(() => undefined); // It ends by itself, later.
  }, CHANGE_OVER_MS);
}
