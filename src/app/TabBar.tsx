import { Link } from "@tanstack/react-router";
import { Compass, Radio, Search } from "lucide-react";
import { MoreMenu } from "./MoreMenu";
import { showOverlay } from "./overlays";

const TAB =
  "flex h-14 flex-1 flex-col items-center justify-center gap-0.5 font-medium text-[0.6875rem] text-ink-faint transition aria-[current=page]:text-ink";

/** The strip's doors within a thumb's reach, on a phone. */
export function TabBar() {
  return (
    <nav
      aria-label="Sections"
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--tabs) border-line border-t bg-canvas/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden"
    >
      <Link to="/" activeOptions={{ exact: true }} className={TAB}>
        <Radio className="size-5" aria-hidden />
        On air
      </Link>
      <Link to="/servers" className={TAB}>
        <Compass className="size-5" aria-hidden />
        Servers
      </Link>
      <button type="button" onClick={() => showOverlay("palette")} className={TAB}>
        <Search className="size-5" aria-hidden />
        Search
      </button>
      <MoreMenu side="top" align="end" className={TAB} words="More" />
    </nav>
  );
}
