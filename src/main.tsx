import { RouterProvider } from "@tanstack/react-router";
import { ConvexReactClient } from "convex/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { SessionProvider } from "./account/SessionProvider";
import { backendUrl } from "./app/backendUrl";
import { startServiceWorker } from "./app/clientVersion";
import { router } from "./app/router";
import "./ui/styles.css";

const convex = new ConvexReactClient(backendUrl(import.meta.env.VITE_CONVEX_URL, window.location.origin), {
  // Heartbeats are writes too, so the browser would ask "leave this page?" of everybody whose connection is away.
  unsavedChangesWarning: false,
  // One refresh per visit is enough: the token that opens the connection is as good as the next one.
  initialAuthTokenReuse: true,
});

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");

createRoot(root).render(
  <StrictMode>
    <SessionProvider client={convex}>
      <RouterProvider router={router} />
    </SessionProvider>
  </StrictMode>,
);

// A client without its worker works; it only does not open offline.
startServiceWorker().catch(() => undefined);
