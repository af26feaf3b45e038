import { call } from "../identity/cast.setup";
import { post, type Registered, WEBHOOK_SECRET, type World } from "../world.setup";

/** What tests of streams start from beyond a registered agent. */

/** A call as the stream's agent, which has to go well. */
export async function asHost<T = Record<string, unknown>>(
  world: World,
  agent: Registered,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await call(world, agent.api_key, method, path, body);
  const text = await response.text();
  if (response.status >= 300) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return (text === "" ? null : JSON.parse(text)) as T;
}

/** The provider tells something else about an input than that its encoder came or went. */
export async function tell(
  { t }: World,
  inputUid: string,
  type: string,
  facts: object = {},
  at = Date.now(),
): Promise<string> {
  const data = { input_id: inputUid, event_type: type, updated_at: new Date(at).toISOString(), ...facts };
  const response = await post(
    t,
    "/webhooks/cloudflare-stream",
    { data },
    { "cf-webhook-auth": WEBHOOK_SECRET },
  );
  if (response.status !== 200) throw new Error(`The webhook answered ${response.status}.`);
  return ((await response.json()) as { outcome: string }).outcome;
}

/** How the provider was last told to treat an input. */
export function settingsAt({ provider }: World, inputUid: string) {
  return provider.inputs.get(inputUid)?.settings as
    | { enabled: boolean; recording: { mode: string; requireSignedURLs: boolean; timeoutSeconds: number } }
    | undefined;
}

export const STREAM = "/api/v1/streams/ada";
