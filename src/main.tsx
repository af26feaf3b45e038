import { RouterProvider } from "@tanstack/react-router";
import { ConvexProvider, ConvexReactClient } from "convex/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { router } from "./app/router";
import "./ui/styles.css";

// The front server carries the backend's live connection on its own origin; a build for another host names its backend.
const convex = new ConvexReactClient(import.meta.env.VITE_CONVEX_URL ?? window.location.origin, {
  // Heartbeats are writes too, so the browser would ask "leave this page?" of everybody whose connection is away.
  unsavedChangesWarning: false,
});

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");

createRoot(root).render(
  <StrictMode>
    <ConvexProvider client={convex}>
      <RouterProvider router={router} />
    </ConvexProvider>
  </StrictMode>,
);
