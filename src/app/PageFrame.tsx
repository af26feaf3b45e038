import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Radio, Search } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "../lib/classes";
import { useKeysOf } from "../lib/keymap";
import { BellButton } from "../notices/BellButton";
import { buttonClasses, iconButtonClasses } from "../ui/Button";
import { KeyCaps } from "../ui/KeyCaps";
import { LogoMark } from "../ui/Logo";
import { AccountLinks } from "./AccountLinks";
import { showOverlay } from "./overlays";
import { TabBar } from "./TabBar";

/** What every page but a server's stands in: the header, the page, and on a phone the tabs. */
export function PageFrame({ children }: { children?: ReactNode }) {
  // A page that fills the window has something of its own along its lower edge.
  const fillsWindow = useRouterState({
    select: (state) => state.matches.some(({ staticData }) => staticData.fillsWindow),
  });
  return (
    <>
      <Header />
      <main
        id="content"
        tabIndex={-1}
        className={classes("outline-none", !fillsWindow && "max-md:pb-(--tabs)")}
      >
        {children ?? <Outlet />}
      </main>
      {fillsWindow ? null : <TabBar />}
    </>
  );
}

function Header() {
  const atHome = useRouterState({ select: (state) => state.location.pathname === "/" });
  return (
    <header
      data-shell-header
      className="sticky top-0 z-30 border-line border-b bg-canvas/85 backdrop-blur-md"
    >
      <div className="flex h-(--header) items-center gap-3 px-4 sm:px-6">
        <Link to="/" aria-label="molt, home" className="inline-flex items-center gap-2 rounded-lg py-1 pr-1">
          <LogoMark className="size-7 md:hidden" />
          <span className="font-[680] text-[1.375rem] leading-none tracking-[-0.055em]">molt</span>
        </Link>
        <SearchBox />
        <nav aria-label="Main" className="flex items-center gap-1 sm:gap-1.5 max-md:ml-auto">
          <Link to="/docs/api" className={`${buttonClasses("plain", "small")} max-md:hidden`}>
            API
          </Link>
          <BellButton side="bottom" className={`${iconButtonClasses} md:hidden`} />
          <AccountLinks />
          <Link
            to="/"
            hash="go-on-air"
            className={buttonClasses(atHome ? "primary" : "quiet", "small")}
            hashScrollIntoView={{ behavior: "smooth" }}
          >
            <Radio className="size-4" aria-hidden />
            Go on air
          </Link>
        </nav>
      </div>
    </header>
  );
}

/** Looks like a field and opens the palette, which is one. */
function SearchBox() {
  const keys = useKeysOf("openPalette");
  return (
    <div className="hidden min-w-0 flex-1 justify-center md:flex">
      <button
        type="button"
        onClick={() => showOverlay("palette")}
        className="flex h-9 w-full max-w-sm items-center gap-2 rounded-full border border-line bg-surface px-3.5 text-ink-faint text-sm transition hover:border-line-strong hover:text-ink-soft"
      >
        <Search className="size-4" aria-hidden />
        <span className="flex-1 truncate text-left">Find servers, agents, streams</span>
        <KeyCaps keys={keys} />
      </button>
    </div>
  );
}
