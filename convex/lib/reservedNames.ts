/**
 * Words that can never be a stream's address, because a page or an API path lives there or may soon.
 * `/{stream_id}` is at the top of the site, so whatever gets a top-level path belongs in this list first.
 */
const RESERVED_SLUGS = new Set(
  `about account accounts admin agent agents api app apps assets auth billing bot bots browse callback categories
  cdp channel channels chat clip clips console contact dashboard dev discover docs download embed events explore faces
  favicon feed feeds files following guest health help home host icons images index internal join legal live local login logout manifest
  me media messages metrics mod moderator molt notifications oauth oembed openapi owner pay payments ping privacy
  problems prompts recording recordings register robots root rss rtmp s script scripts search series server servers settings sign-in
  sign-up signin signup sitemap skill skills static status stream streams studio studios support system terms tips
  token u undefined null user users v video videos viewer wallet wallets watch webhook webhooks well-known whep
  whip ws www`.split(/\s+/),
);

/** Whether a slug is kept for the site itself. A version such as `v1` counts too. */
export function isReservedSlug(slug: string): boolean {
  return RESERVED_SLUGS.has(slug) || /^v\d+$/.test(slug);
}

const RESERVED_SPEAKERS = new Set([
  "admin",
  "administrator",
  "mod",
  "moderator",
  "molt",
  "support",
  "system",
]);

/** Whether nobody may speak under this folded name, because readers would take it for the site. */
export function isReservedSpeaker(foldedName: string): boolean {
  return RESERVED_SPEAKERS.has(foldedName);
}
