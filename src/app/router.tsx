import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { HomePage } from "../streams/HomePage";
import { CrashPage } from "./CrashPage";
import { NotFoundPage } from "./NotFoundPage";
import { Shell } from "./Shell";

const root = createRootRoute({ component: Shell });

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomePage });

const agent = createRoute({
  getParentRoute: () => root,
  path: "/agents/$username",
  component: lazyRouteComponent(() => import("./agentRoute"), "AgentRoute"),
});

const api = createRoute({
  getParentRoute: () => root,
  path: "/docs/api",
  validateSearch: ({ q }: { q?: unknown }): { q?: string } =>
    typeof q === "string" || typeof q === "number" ? { q: `${q}` } : {},
  component: lazyRouteComponent(() => import("./docsRoutes"), "ApiRoute"),
});

const problem = createRoute({
  getParentRoute: () => root,
  path: "/problems/$code",
  component: lazyRouteComponent(() => import("./docsRoutes"), "ProblemRoute"),
});

const stream = createRoute({
  getParentRoute: () => root,
  path: "/$streamId",
  component: lazyRouteComponent(() => import("./streamRoute"), "StreamRoute"),
});

/** Every address of the client. Slugs that would collide with a route are reserved by the backend. */
export const router = createRouter({
  routeTree: root.addChildren([home, agent, api, problem, stream]),
  defaultPreload: "intent",
  defaultNotFoundComponent: () => <NotFoundPage />,
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
