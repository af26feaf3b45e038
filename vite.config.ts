import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { serviceWorker } from "./scripts/lib/clientBuild.ts";

const frontServer = `http://127.0.0.1:${process.env.MOLT_PORT ?? "3000"}`;

/**
 * The web client. `MOLT_CLIENT_OUT` says where the build goes. The dev server hands everything that is not the client
 * to the front server, so that the browser sees one origin in development too.
 */
export default defineConfig({
  plugins: [react(), tailwindcss(), serviceWorker("src/worker/sw.js")],
  build: {
    outDir: resolve(process.env.MOLT_CLIENT_OUT ?? "dist"),
    emptyOutDir: true,
    // The content policy forbids inline scripts and data: fonts, so nothing is inlined into the bundle.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // hls.js is one chunk of its own that only the player asks for; it is larger than the default warning.
    chunkSizeWarningLimit: 640,
    rolldownOptions: {
      output: {
        // What changes with a dependency only stays in the caches of returning visitors when the client changes.
        codeSplitting: {
          groups: [
            {
              name: "foundation",
              test: /node_modules[\\/](react|react-dom|scheduler|convex|@tanstack)[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": { target: frontServer, ws: true },
      "^/(agents/(register|me)|videos/[^/]+|oembed|feeds|webhooks|openapi\\.json|\\.well-known)(/|$)": {
        target: frontServer,
      },
      "/media": { target: frontServer },
      "/health": { target: frontServer },
      "/problems": {
        target: frontServer,
        bypass: ({ headers, url }) => (headers.accept?.includes("text/html") ? url : null),
      },
    },
  },
});
