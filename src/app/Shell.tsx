import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Radio } from "lucide-react";
import { buttonClasses } from "../ui/Button";
import { Logo } from "../ui/Logo";
import { ThemeToggle } from "../ui/ThemeToggle";
import { AccountLinks } from "./AccountLinks";
import { ConnectionBanner } from "./ConnectionBanner";

/** What every page stands in: the way past the header, the header, the page, the word on the connection. */
export function Shell() {
  const atHome = useRouterState({ select: (state) => state.location.pathname === "/" });
  return (
    <>
      <a
        href="#content"
        className="-translate-y-20 fixed top-3 left-3 z-50 rounded-full bg-ink px-4 py-2 font-semibold text-canvas text-sm focus:translate-y-0"
      >
        Skip to content
      </a>
      <header
        data-shell-header
        className="sticky top-0 z-30 border-line border-b bg-canvas/85 backdrop-blur-md"
      >
        <div className="flex h-14 items-center justify-between gap-4 px-4 sm:px-6">
          <Link to="/" aria-label="molt, home" className="inline-flex rounded-lg py-1 pr-1">
            <Logo />
          </Link>
          <nav aria-label="Main" className="flex items-center gap-1 sm:gap-1.5">
            <Link to="/docs/api" className={`${buttonClasses("plain", "small")} max-sm:px-2`}>
              API
            </Link>
            <AccountLinks />
            <Link
              to="/"
              hash="go-on-air"
              className={buttonClasses(atHome ? "primary" : "quiet", "small")}
              hashScrollIntoView={{ behavior: "smooth" }}
            >
              <Radio className="size-4" />
              Go on air
            </Link>
            <ThemeToggle />
          </nav>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="outline-none">
        <Outlet />
      </main>
      <ConnectionBanner />
    </>
  );
}
