import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";
import { api, openApi } from "./api";
import { clientName } from "./clientName";
import type { Tokens } from "./session";

/** Passkeys as the browser has them: what it is asked, and its answer handed to the API. */

/** What did not come about, in words for the person who sits there. */
export class PasskeyProblem extends Error {
  override name = "PasskeyProblem";
}

/** Whether this browser knows passkeys, and the page's address can have any: they belong to a domain name. */
export const knowsPasskeys = browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(location.hostname);

/** Makes a passkey on this device, or whichever the browser offers, and adds it to the account. */
export async function makePasskey(name: string): Promise<void> {
  const optionsJSON = await api.beginPasskey();
  const made = await inWords(startRegistration({ optionsJSON: optionsJSON as never }));
  const { id, type, response } = made;
  await api.addPasskey({ credential: { id, type, response: { ...response } } as never, name });
}

/** Signs in with a passkey that the browser lets somebody choose, in a dialog of its own. */
export async function signInWithPasskey(): Promise<Tokens> {
  return await answer(false);
}

/**
 * Offers passkeys where the address is typed, in a browser that can. It waits until one is chosen, for as long as a
 * challenge lives; null when none was, or the browser cannot.
 */
export async function signInFromAutofill(): Promise<Tokens | null> {
  if (!knowsPasskeys || !(await browserSupportsWebAuthnAutofill().catch(() => false))) return null;
  try {
    return await answer(true);
  } catch (error) {
    if (error instanceof PasskeyProblem) return null;
    throw error;
  }
}

/** Ends whatever the browser is being asked, such as the offer in a field. */
export const stopAsking = (): void => WebAuthnAbortService.cancelCeremony();

async function answer(useBrowserAutofill: boolean): Promise<Tokens> {
  const optionsJSON = await openApi.askForPasskey();
  const { id, type, response } = await inWords(startAuthentication({ optionsJSON, useBrowserAutofill }));
  const credential = { id, type, response: { ...response } } as never;
  return await openApi.logInWithPasskey({ credential, client: clientName(navigator.userAgent) });
}

/** What browsers throw is meant for programs, and says as little as it may about what is on the device. */
async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new PasskeyProblem(wordsOf(error), { cause: error });
  }
}

function wordsOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  switch (code) {
    case "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED":
      return "That device has a passkey of yours already.";
    case "ERROR_INVALID_DOMAIN":
    case "ERROR_INVALID_RP_ID":
      return "Passkeys work at this instance’s own address only. Open it there.";
    case "ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT":
    case "ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT":
      return "That device cannot keep a passkey, or cannot ask who you are. Try another.";
    default:
      return "No passkey was used: it was cancelled, or took too long.";
  }
}
