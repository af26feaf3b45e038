import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { api, apiWith, openApi } from "./api";
import { clientName } from "./clientName";
import { session } from "./deviceSession";
import { EmailField, PasswordField } from "./EmailField";
import { hasCode, readFaults, Unproved } from "./faults";
import { useAsked } from "./useAsked";

type WithProof = <T>(work: () => Promise<T>) => Promise<T>;

const ProofContext = createContext<WithProof>((work) => work());

/**
 * Does what needs a recent proof of who is there. When the last one is too old, it asks for the password and goes on;
 * whoever closes the question gets `Unproved`.
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
      setQuestion({ answer: resolve, giveUp: () => reject(new Unproved("The password was not given.")) });
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
  const account = useAsked("account", () => api.getMyAccount());
  const prove = async ({ email = "", password = "" }: Record<string, string>) => {
    await signInAnew(email, password);
    answer();
  };
  return (
    <Dialog title="Is it still you?" onClose={giveUp}>
      <p className="mb-4 text-ink-soft text-sm">
        Keys and accounts change only for somebody who gave the password within five minutes.
      </p>
      {account.status === "ready" ? (
        <Form label="Is it still you?" submit="Go on" readFaults={readFaults} onSubmit={prove}>
          <EmailField known={account.data.email} />
          <PasswordField />
        </Form>
      ) : (
        <div aria-busy className="skeleton h-40" />
      )}
    </Dialog>
  );
}

/** The live connection changes over to the new sign-in before the old one ends, so that nothing on the page fails. */
const CHANGE_OVER_MS = 5000;

async function signInAnew(email: string, password: string): Promise<void> {
  const before = await session.accessToken();
  session.begin(await openApi.logInOwner({ email, password, client: clientName(navigator.userAgent) }));
  if (before === null) return;
  setTimeout(() => {
    apiWith(before)
      .logOut({ all: false })
      .catch(() => undefined); // It ends by itself, later.
  }, CHANGE_OVER_MS);
}
