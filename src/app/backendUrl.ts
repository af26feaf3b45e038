/**
 * Where the backend's live connection is. The front server carries it on the page's own origin; a build for another
 * host names its backend. A setting that is there but empty counts as not set.
 */
export function backendUrl(configured: string | undefined, origin: string): string {
  const named = configured?.trim() ?? "";
  return named === "" ? origin : named;
}
