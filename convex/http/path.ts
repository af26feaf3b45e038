/**
 * The parameters of a path that fits the pattern, or null. A parameter is one segment, never empty and without
 * control characters. One slash at the end makes no difference: a redirect would strip the caller's credential.
 */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path).split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = decodeSegment(given[i]!);
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (value === null || (name ? value === "" : value !== part)) return null;
    if (name) params[name] = value;
  }
  return params;
}

/** Null for a broken escape or a control character: such a path does not exist. */
function decodeSegment(segment: string): string | null {
  try {
    const decoded = decodeURIComponent(segment);
    return /\p{Cc}/u.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}
