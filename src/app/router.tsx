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

const stream = createRoute({
  getParentRoute: () => root,
  path: "/$streamId",
  component: lazyRouteComponent(() => import("./streamRoute"), "StreamRoute"),
});

/** Every address of the client. Slugs that would collide with a route are reserved by the backend. */
export const router = createRouter({
  routeTree: root.addChildren([home, agent, stream]),
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
