import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useMediaQuery } from "../lib/useMediaQuery";
import { useShortcut } from "../lib/useShortcut";
import { useWatchSync } from "../servers/useWatched";
import { TooltipProvider } from "../ui/Tooltip";
import { useTheme } from "../ui/theme";
import { ConnectionBanner } from "./ConnectionBanner";
import { OfflineGate } from "./OfflineGate";
import { showOverlay, useOverlay } from "./overlays";
import { PageFrame } from "./PageFrame";
import { PassingNotice } from "./PassingNotice";
import { ServerStrip } from "./ServerStrip";
import { UpdateNotice } from "./UpdateNotice";

const Palette = lazy(() => import("./palette/Palette"));
const FeedbackDialog = lazy(() => import("./FeedbackDialog"));
const ShortcutSheet = lazy(() => import("./ShortcutSheet"));

/** What a page stands in: nothing for players on other sites, and the frame of this one for the rest. */
export function Shell() {
  const isBare = useRouterState({
    select: (state) => state.matches.some(({ staticData }) => staticData.isBare),
  });
  return isBare ? (
    <TooltipProvider>
      <Outlet />
    </TooltipProvider>
  ) : (
    <Framed />
  );
}

/** What every page of this site stands in: the way past the strip, the strip, the page, and what may stand above all of it. */
function Framed() {
  useWatchSync();
  // Not every page has the menu that chooses it, and all follow the system.
  useTheme();
  const hasStrip = useMediaQuery("(min-width: 48rem)");
  const ownFrame = useRouterState({
    select: (state) => state.matches.some(({ staticData }) => staticData.ownFrame),
  });
  return (
    <TooltipProvider>
      <a
        href="#content"
        className="-translate-y-20 fixed top-3 left-3 z-50 rounded-full bg-ink px-4 py-2 font-semibold text-canvas text-sm focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className="md:flex">
        {hasStrip ? <ServerStrip className="sticky top-0 z-40 h-dvh" /> : null}
        <div className="min-w-0 flex-1">
          <OfflineGate>{ownFrame ? <Outlet /> : <PageFrame />}</OfflineGate>
        </div>
      </div>
      <ConnectionBanner />
      <PassingNotice />
      <UpdateNotice />
      <Overlays />
    </TooltipProvider>
  );
}

function Overlays() {
  const shown = useOverlay();
  useShortcut("openPalette", () => showOverlay(shown === "palette" ? null : "palette"));
  useShortcut("showShortcuts", () => showOverlay("shortcuts"));
  return (
    <Suspense>
      {shown === "palette" ? <Palette onClose={() => showOverlay(null)} /> : null}
      {shown === "feedback" ? <FeedbackDialog onClose={() => showOverlay(null)} /> : null}
      {shown === "shortcuts" ? <ShortcutSheet onClose={() => showOverlay(null)} /> : null}
    </Suspense>
  );
}
