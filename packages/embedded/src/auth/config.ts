import { analysisHost } from "../deploy/analyze.ts";
import { PushError } from "../deploy/pushRequest.ts";
import { importFrom } from "../modules/code.ts";
import { type ModuleSource, Realm } from "../modules/realm.ts";
import { describeThrown } from "../runtime/errors.ts";
import { type AuthInfo, parseAuthConfig } from "./providers.ts";

const AUTH_CONFIG = "auth.config.js";

/**
 * Evaluates `auth.config.ts` of an app; without one there are no providers. A variable that is read there must be
 * set: a provider with `undefined` for a domain would be a door that nobody has looked at.
 */
export async function evaluateAuthConfig(
  modules: readonly ModuleSource[],
  projectRoot: string,
  env: (name: string) => string | undefined,
): Promise<AuthInfo[]> {
  if (!modules.some(({ path }) => path === AUTH_CONFIG)) return [];
  let missing: string | null = null;
  const required = (name: string): string => {
    const value = env(name);
    if (value !== undefined) return value;
    missing ??= name;
    throw new Error(notSet(name));
  };
  try {
    const realm = new Realm(modules, analysisHost(required), importFrom(projectRoot));
    const { default: config } = await realm.load(AUTH_CONFIG);
    // The object belongs to the realm; its JSON is plain data.
    return parseAuthConfig(JSON.parse(JSON.stringify(config ?? null)));
  } catch (thrown) {
    if (missing !== null) throw new PushError("AuthConfigMissingEnvironmentVariable", notSet(missing));
    const { message } = describeThrown(thrown, () => "");
    throw new PushError("InvalidAuthConfig", `Hit an error while evaluating your auth config:\n${message}`);
  }
}

function notSet(name: string): string {
  return `Environment variable ${name} is used in auth config file but its value was not set`;
}

/** Which providers came and went, as the CLI prints them: each one a JSON text. */
export function authDiff(
  before: readonly AuthInfo[],
  after: readonly AuthInfo[],
): { added: string[]; removed: string[] } {
  const [old, now] = [before, after].map((infos) => new Set(infos.map((info) => JSON.stringify(info))));
  return {
    added: [...now!].filter((info) => !old!.has(info)),
    removed: [...old!].filter((info) => !now!.has(info)),
  };
}
