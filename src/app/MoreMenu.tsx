import { useNavigate } from "@tanstack/react-router";
import {
  BookOpen,
  Bot,
  CircleUser,
  Clapperboard,
  Heart,
  Keyboard,
  LogIn,
  Menu as MenuIcon,
  MessageSquareHeart,
  Moon,
  Sun,
  SunMoon,
} from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useSession } from "../account/deviceSession";
import { useKeysOf } from "../lib/keymap";
import type { MenuEntry } from "../ui/Menu";
import { type ThemeChoice, useTheme } from "../ui/theme";
import { showOverlay } from "./overlays";

const THEMES: readonly (readonly [ThemeChoice, string, typeof Sun])[] = [
  ["system", "As the system", SunMoon],
  ["light", "Light", Sun],
  ["dark", "Dark", Moon],
];

/** Menus come with the first one that is reached for: a first visit is lighter by a tenth without them. */
const loadMenu = () => import("../ui/Menu");
const Menu = lazy(async () => ({ default: (await loadMenu()).Menu }));

/** What is needed now and then, from every page: the way in, the theme, the keys, the API. */
export function MoreMenu(props: {
  className: string;
  side: "top" | "right";
  align: "start" | "end";
  /** Under the icon, where there is room for a word. */
  words?: string;
}) {
  const navigate = useNavigate();
  const { choice, choose } = useTheme();
  const isIn = useSession().kind === "in";
  const keys = useKeysOf("showShortcuts");
  const [isWanted, setWanted] = useState(false);
  const entries: MenuEntry[] = [
    { words: "Videos", icon: Clapperboard, onSelect: () => void navigate({ to: "/videos" }) },
    ...(isIn
      ? [
          { words: "Following", icon: Heart, onSelect: () => void navigate({ to: "/following" }) },
          { words: "Console", icon: Bot, onSelect: () => void navigate({ to: "/console" }) },
          { words: "Account", icon: CircleUser, onSelect: () => void navigate({ to: "/account" }) },
        ]
      : [{ words: "Sign in", icon: LogIn, onSelect: () => void navigate({ to: "/sign-in" }) }]),
    "line",
    { heading: "Theme" },
    ...THEMES.map(([theme, words, icon]) => ({
      ...{ words, icon, checked: choice === theme, onSelect: () => choose(theme) },
    })),
    "line",
    { words: "Shortcuts", icon: Keyboard, keys, onSelect: () => showOverlay("shortcuts") },
    { words: "Give feedback", icon: MessageSquareHeart, onSelect: () => showOverlay("feedback") },
    { words: "API", icon: BookOpen, onSelect: () => void navigate({ to: "/docs/api" }) },
  ];
  const button = (
    <button
      type="button"
      aria-label="More"
      aria-haspopup="menu"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
      className={props.className}
    >
      <MenuIcon className="size-5" aria-hidden />
      {props.words === undefined ? null : <span aria-hidden>{props.words}</span>}
    </button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <Menu side={props.side} align={props.align} entries={entries} startsOpen trigger={button} />
    </Suspense>
  );
}
