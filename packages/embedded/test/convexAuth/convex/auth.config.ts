import type { AuthConfig } from "convex/server";

// The app is its own issuer.
export default {
  providers: [{ domain: process.env.CONVEX_SITE_URL!, applicationID: "convex" }],
} satisfies AuthConfig;
