import { useCallback, useSyncExternalStore } from "react";
import { deviceMemory } from "../lib/storage";

export type ThemeChoice = "system" | "light" | "dark";
export type Theme = "light" | "dark";

/** The key is repeated in public/theme.js, which runs before the bundle. */
const KEY = "molt.theme";

/** Anything unknown in storage counts as "system". */
export function readThemeChoice(stored: string | null): ThemeChoice {
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function resolveTheme(choice: ThemeChoice, systemIsDark: boolean): Theme {
  if (choice !== "system") return choice;
  return systemIsDark ? "dark" : "light";
}

const listeners = new Set<() => void>();
const systemIsDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

function applyTheme(): void {
  const theme = resolveTheme(readThemeChoice(deviceMemory.read(KEY)), systemIsDark());
  document.documentElement.dataset.theme = theme;
  const canvas = getComputedStyle(document.documentElement).getPropertyValue("--canvas");
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", canvas);
}

function subscribe(changed: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    applyTheme();
    changed();
  };
  listeners.add(changed);
  system.addEventListener("change", follow);
  // Another tab may have changed the choice.
  addEventListener("storage", follow);
  return () => {
    listeners.delete(changed);
    system.removeEventListener("change", follow);
    removeEventListener("storage", follow);
  };
}

/** The remembered choice and how to change it; the change shows at once and in every open tab. */
export function useTheme(): { choice: ThemeChoice; choose: (choice: ThemeChoice) => void } {
  const choice = useSyncExternalStore(subscribe, () => readThemeChoice(deviceMemory.read(KEY)));
  const choose = useCallback((next: ThemeChoice) => {
    deviceMemory.write(KEY, next === "system" ? null : next);
    applyTheme();
    for (const changed of listeners) changed();
  }, []);
  return { choice, choose };
}
