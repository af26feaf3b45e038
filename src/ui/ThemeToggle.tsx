import { Moon, Sun, SunMoon } from "lucide-react";
import { IconButton } from "./Button";
import { nextThemeChoice, type ThemeChoice, useTheme } from "./theme";

const NAMES: Record<ThemeChoice, string> = { system: "as the system", light: "light", dark: "dark" };
const ICONS: Record<ThemeChoice, typeof Sun> = { system: SunMoon, light: Sun, dark: Moon };

export function ThemeToggle() {
  const { choice, choose } = useTheme();
  const next = nextThemeChoice(choice);
  const Icon = ICONS[choice];
  return (
    <IconButton label={`Theme: ${NAMES[choice]}. Switch to ${NAMES[next]}`} onClick={() => choose(next)}>
      <Icon className="size-[18px]" />
    </IconButton>
  );
}
