import type { AuthProvider } from "convex/server";

// Each test names the issuers that it has started; "self" is the deployment, whose address nobody knows before.
const providers = JSON.parse(process.env.AUTH_PROVIDERS!) as AuthProvider[];

export default {
  providers: providers.map((provider) =>
    "domain" in provider && provider.domain === "self"
      ? { ...provider, domain: process.env.CONVEX_SITE_URL! }
      : provider,
  ),
};
