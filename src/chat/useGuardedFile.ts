import { useEffect, useState } from "react";

/**
 * Whether a file's address is one of the API's, which looks at who asks. What it serves cannot be a link or an image's
 * source, because a browser shows no token for those; it is fetched, and shown from memory.
 */
export function isGuarded(url: string): boolean {
  return pathOf(url).startsWith("/api/v1/channels/");
}

/** The path of an address; the page's own origin is the API's, whatever name the address gives it. */
const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** Fetches a guarded file as whoever is signed in; throws when they may not read it, or not any more. */
export async function fetchGuarded(url: string): Promise<Blob> {
  const { fetchSignedIn } = await import("../account/api");
  const answer = await fetchSignedIn(pathOf(url));
  if (!answer.ok) throw new Error(`The file was answered ${answer.status}.`);
  return await answer.blob();
}

export type Shown = { status: "loading" } | { status: "failed" } | { status: "ready"; url: string };

/** An address that an image can have as its source: the file's own, or one of this page's memory. */
export function useShownFile(url: string): Shown {
  const guarded = isGuarded(url);
  const [shown, setShown] = useState<Shown>({ status: "loading" });
  useEffect(() => {
    if (!guarded) return;
    let made: string | null = null;
    let isWanted = true;
    setShown({ status: "loading" });
    fetchGuarded(url).then(
      (file) => {
        if (!isWanted) return;
        made = URL.createObjectURL(file);
        setShown({ status: "ready", url: made });
      },
      () => isWanted && setShown({ status: "failed" }),
    );
    return () => {
      isWanted = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [url, guarded]);
  return guarded ? shown : { status: "ready", url };
}

/** Saves a guarded file on the device, under its name. */
export async function saveGuarded(url: string, name: string): Promise<void> {
  const made = URL.createObjectURL(await fetchGuarded(url));
  const link = Object.assign(document.createElement("a"), { href: made, download: name });
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(made), 10_000);
}
