import type { ServerResponse } from "node:http";

/** Headers every answer of the client carries. */
export function setSecurityHeaders(res: ServerResponse, contentSecurityPolicy: string): void {
  setFrameableHeaders(res, contentSecurityPolicy);
  res.setHeader("X-Frame-Options", "DENY");
  // An owner may record a voice in the console; a player on another site listens to nobody.
  res.setHeader("Permissions-Policy", "camera=(), microphone=(self), geolocation=(), payment=(), usb=()");
}

/** The same for a player, which others may frame as far as its policy lets them. */
export function setFrameableHeaders(res: ServerResponse, contentSecurityPolicy: string): void {
  res.setHeader("Content-Security-Policy", contentSecurityPolicy);
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  res.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  res.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
}

/**
 * The client's content security policy. Scripts come from this origin or are one of the page's own inline scripts, by
 * hash. `mediaOrigin` is where playlists, segments and thumbnails come from; a page that was opened by
 * another name of this server than its public one, such as 127.0.0.1, is of another origin. With a `clerkOrigin` it lets in
 * what Clerk says it needs: its scripts, pictures and styles, and the frames of its bot protection.
 */
export function contentSecurityPolicy(
  scriptHashes: readonly string[],
  mediaOrigin: string,
  clerkOrigin: string | null = null,
  player: PlayerPolicy | null = null,
): string {
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": ["'self'", ...scriptHashes],
    // Styles that scripts set one by one (virtual lists, the player) are no inline styles to a policy.
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:", mediaOrigin],
    "font-src": ["'self'", "data:"],
    "connect-src": ["'self'", "ws:", "wss:", mediaOrigin],
    // The player feeds the video element from a blob and parses in a worker made of one.
    "media-src": ["'self'", "blob:", mediaOrigin],
    "worker-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  if (clerkOrigin !== null) letClerkIn(directives, clerkOrigin);
  if (player !== null) letFramesIn(directives, player);
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

/** What a player in a frame may do that other pages may not. */
export type PlayerPolicy = {
  /** Whose pages may frame it; null for anybody's. Ours always may. */
  frameOrigins: readonly string[] | null;
  /** Whether its stream is published elsewhere, in which case media come from there; scripts never do. */
  playsFromAnywhere: boolean;
};

const ORIGIN = /^https?:\/\/[a-z0-9.-]{1,253}(:\d{1,5})?$/;

function letFramesIn(directives: Record<string, string[]>, player: PlayerPolicy): void {
  // What is no origin would be read as something else, up to the end of the directive.
  const framers = player.frameOrigins?.filter((origin) => ORIGIN.test(origin)) ?? ["*"];
  directives["frame-ancestors"] = ["'self'", ...framers];
  if (!player.playsFromAnywhere) return;
  for (const name of ["connect-src", "media-src", "img-src"]) directives[name]?.push("https:");
}

const CLERK_CHALLENGES = "https://challenges.cloudflare.com";

function letClerkIn(directives: Record<string, string[]>, clerkOrigin: string): void {
  directives["script-src"]?.push(clerkOrigin, CLERK_CHALLENGES);
  directives["connect-src"]?.push(clerkOrigin);
  directives["img-src"]?.push("https://img.clerk.com");
  directives["style-src"]?.push("'unsafe-inline'");
  directives["frame-src"] = ["'self'", CLERK_CHALLENGES];
}
