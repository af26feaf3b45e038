import { useEffect } from "react";

/**
 * Keeps `--app-height` at the height that is really visible. Browsers that lay the on-screen keyboard over the page
 * would otherwise hide the chat's composer underneath it.
 */
export function useKeyboardInset(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const root = document.documentElement;
    const follow = () => {
      const covered = window.innerHeight - viewport.height;
      // A pinch zoom shrinks the visual viewport too and is not a keyboard.
      if (covered > 80 && viewport.scale === 1)
        root.style.setProperty("--app-height", `${viewport.height}px`);
      else root.style.removeProperty("--app-height");
    };
    viewport.addEventListener("resize", follow);
    return () => {
      viewport.removeEventListener("resize", follow);
      root.style.removeProperty("--app-height");
    };
  }, []);
}
