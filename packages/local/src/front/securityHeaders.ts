import type { ServerResponse } from "node:http";

/** Headers every answer of the client carries. */
export function setSecurityHeaders(res: ServerResponse, contentSecurityPolicy: string): void {
  res.setHeader("Content-Security-Policy", contentSecurityPolicy);
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("X-Frame-Options", "DENY");
  res.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  res.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  res.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
}

/**
 * The client's content security policy. Scripts come from this origin or are one of the page's own inline scripts, by
 * hash. `mediaOrigin` is where playlists, segments and thumbnails come from; a page that was opened by
 * another name of this server than its public one, such as 127.0.0.1, is of another origin.
 */
export function contentSecurityPolicy(scriptHashes: readonly string[], mediaOrigin: string): string {
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
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}
