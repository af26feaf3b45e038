import { createMolt, type Molt } from "../../packages/sdk/src/index.ts";
import { session } from "./deviceSession";

/** Somebody is looking at a button, so a wait that is longer than this is told instead of waited for. */
const LONGEST_WAIT_MS = 2000;

const common = { url: window.location.origin, retries: 2, longestWaitMs: LONGEST_WAIT_MS };

/** The API for those who are nobody yet: signing up, signing in. */
export const openApi: Molt = createMolt(common);

/** The API as whoever is signed in on this device. */
export const api: Molt = createMolt({ ...common, fetch: fetchSignedIn });

/** The API with a token of one's own, for a sign-in that is not, or no longer, the device's. */
export const apiWith = (credential: string): Molt => createMolt({ ...common, credential });

/** Fetches as whoever is signed in on this device. */
export async function fetchSignedIn(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const response = await send(await session.accessToken(), input, init);
  if (!(await isAboutTheToken(response))) return response;
  // Refused before anything was done, so it can be sent again; with a token that is certainly new.
  const renewed = await session.accessToken({ renew: true });
  return renewed === null ? response : await send(renewed, input, init);
}

async function send(token: string | null, input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  if (token !== null) headers.set("Authorization", `Bearer ${token}`);
  return await fetch(input, { ...init, headers });
}

/** A wrong password or signature is a 401 as well, and sent again it would count, or spend, once more. */
const OF_THE_TOKEN = ["unauthenticated", "invalid_token", "token_expired", "token_revoked"];

async function isAboutTheToken(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const problem = (await response
    .clone()
    .json()
    .catch(() => null)) as { code?: string } | null;
  return OF_THE_TOKEN.includes(problem?.code ?? "");
}
