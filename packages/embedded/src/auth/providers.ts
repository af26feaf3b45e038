/** An issuer of tokens that `auth.config.ts` trusts, as the CLI reads it. */
export type AuthInfo = OidcInfo | CustomJwtInfo;

export interface OidcInfo {
  readonly domain: string;
  readonly applicationID: string;
}

export interface CustomJwtInfo {
  readonly type: "customJwt";
  readonly issuer: string;
  readonly jwks: string;
  readonly algorithm: "RS256" | "ES256";
  readonly applicationID: string | null;
}

export function isCustomJwt(info: AuthInfo): info is CustomJwtInfo {
  return "type" in info;
}

/** Reads the default export of `auth.config.ts`; throws with what is wrong with it. */
export function parseAuthConfig(config: unknown): AuthInfo[] {
  const { providers } = (config ?? {}) as { providers?: unknown };
  if (!Array.isArray(providers))
    throw new Error("auth.config.ts must have a default export of the form { providers: [...] }.");
  return providers.map((provider: Record<string, unknown> | null, i) => {
    const text = (field: string): string => {
      const value = provider?.[field];
      if (typeof value !== "string" || value === "")
        throw new Error(`Provider ${i} in auth.config.ts must have a string ${field}.`);
      return value;
    };
    if (provider?.type === undefined)
      return { applicationID: text("applicationID"), domain: issuerUrl(text("domain")) };
    if (provider.type !== "customJwt")
      throw new Error(
        `Provider ${i} in auth.config.ts has the unknown type ${JSON.stringify(provider.type)}.`,
      );
    const algorithm = text("algorithm");
    if (algorithm !== "RS256" && algorithm !== "ES256")
      throw new Error(
        `Provider ${i} in auth.config.ts has algorithm ${algorithm}: RS256 and ES256 are possible.`,
      );
    const jwks = text("jwks");
    if (!/^(https?:|data:)/.test(jwks) || !URL.canParse(jwks))
      throw new Error(`Provider ${i} in auth.config.ts must have an http(s) or data: URL as jwks.`);
    const applicationID = provider.applicationID == null ? null : text("applicationID");
    return { type: "customJwt", applicationID, issuer: issuerUrl(text("issuer")), jwks, algorithm };
  });
}

/** Whether a provider answers for tokens with this issuer and these audiences. */
export function issues(info: AuthInfo, iss: string, audiences: readonly unknown[]): boolean {
  const { applicationID } = info;
  if (applicationID !== null && !audiences.includes(applicationID)) return false;
  return sameIssuer(isCustomJwt(info) ? info.issuer : info.domain, iss);
}

/** Whether two ways to write an issuer mean the same: with or without `https://` and a slash at the end. */
export function sameIssuer(a: string, b: string): boolean {
  return plainIssuer(a) === plainIssuer(b);
}

/** An issuer without a slash at its end, for building URLs on. */
export function plainIssuer(issuer: string): string {
  return withScheme(issuer).replace(/\/+$/, "");
}

/** Providers as an error message lists them. */
export function describe(info: AuthInfo): string {
  return isCustomJwt(info)
    ? `CustomJWT(issuer=${info.issuer}, app_id=${info.applicationID ?? "none"})`
    : `OIDC(domain=${info.domain}, app_id=${info.applicationID})`;
}

function issuerUrl(text: string): string {
  const url = withScheme(text);
  if (!URL.canParse(url))
    throw new Error(`${JSON.stringify(text)} in auth.config.ts is not the URL of an issuer.`);
  return url;
}

function withScheme(issuer: string): string {
  return /^https?:\/\//.test(issuer) ? issuer : `https://${issuer}`;
}
