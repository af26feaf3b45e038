/** Where a deployment is: on this machine, and as its clients and functions know it. */
export interface Origins {
  /** The client API, files and the sync WebSocket. */
  readonly cloudUrl: string;
  /** HTTP actions. */
  readonly siteUrl: string;
}

/** An origin as somebody has typed it, without a slash at its end. Throws for what is no http(s) address. */
export function parseOrigin(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash)
    throw new Error(`${name} is "${text}"; it must be an address such as https://example.com.`);
  return url.href.replace(/\/+$/, "");
}

/**
 * A `fetch` that reaches this deployment by its own addresses, because from here the public ones may lead nowhere:
 * an app that issues tokens itself is asked for its keys this way.
 */
export function fetchWithin(known: Origins, here: Origins): typeof fetch {
  const address = (url: string) => {
    for (const name of ["siteUrl", "cloudUrl"] as const)
      if (url.startsWith(`${known[name]}/`)) return here[name] + url.slice(known[name].length);
    return url;
  };
  return (input, init) => fetch(typeof input === "string" ? address(input) : input, init);
}
