import { useEffect, useState } from "react";

/**
 * The code that a mailed link brings behind its `#`. It is taken out of the address at once, so that neither the
 * history nor a shared screen keeps it.
 */
export function useMailedCode(): string {
  const [code] = useState(() => readMailedCode(window.location.hash));
  useEffect(() => {
    if (code !== "") window.history.replaceState(window.history.state, "", window.location.pathname);
  }, [code]);
  return code;
}

/** Codes are letters, digits and hyphens; anything else is not one of ours. */
export function readMailedCode(hash: string): string {
  return /^#code=([0-9A-Za-z-]{1,32})$/.exec(hash)?.[1] ?? "";
}
