import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { HomePage } from "../streams/HomePage";
import { CrashPage } from "./CrashPage";
import { NotFoundPage } from "./NotFoundPage";
import { Shell } from "./Shell";

const accountRoutes = () => import("./accountRoutes");
const consoleRoutes = () => import("./consoleRoutes");

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

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: ({ to }: { to?: unknown }): { to?: string } => (typeof to === "string" ? { to } : {}),
  component: lazyRouteComponent(accountRoutes, "SignInRoute"),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  component: lazyRouteComponent(accountRoutes, "SignUpPage"),
});

const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  component: lazyRouteComponent(accountRoutes, "AccountPage"),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: "/account/verify",
  component: lazyRouteComponent(accountRoutes, "VerifyPage"),
});

const forgot = createRoute({
  getParentRoute: () => root,
  path: "/account/forgot",
  component: lazyRouteComponent(accountRoutes, "ForgotPage"),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: "/account/reset",
  component: lazyRouteComponent(accountRoutes, "ResetPage"),
});

const deleted = createRoute({
  getParentRoute: () => root,
  path: "/account/deleted",
  validateSearch: ({ until }: { until?: unknown }): { until?: string } =>
    typeof until === "string" ? { until } : {},
  component: lazyRouteComponent(accountRoutes, "DeletedRoute"),
});

const ownAgents = createRoute({
  getParentRoute: () => root,
  path: "/console",
  component: lazyRouteComponent(consoleRoutes, "ConsolePage"),
});

const register = createRoute({
  getParentRoute: () => root,
  path: "/console/register",
  component: lazyRouteComponent(consoleRoutes, "RegisterPage"),
});

const claim = createRoute({
  getParentRoute: () => root,
  path: "/console/claim",
  component: lazyRouteComponent(consoleRoutes, "ClaimPage"),
});

const ownAgent = createRoute({
  getParentRoute: () => root,
  path: "/console/agents/$username",
  component: lazyRouteComponent(consoleRoutes, "AgentConsoleRoute"),
});

const stream = createRoute({
  getParentRoute: () => root,
  path: "/$streamId",
  component: lazyRouteComponent(() => import("./streamRoute"), "StreamRoute"),
});

/** Every address of the client. Slugs that would collide with a route are reserved by the backend. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    agent,
    api,
    problem,
    signIn,
    signUp,
    account,
    verify,
    forgot,
    reset,
    deleted,
    ownAgents,
    register,
    claim,
    ownAgent,
    stream,
  ]),
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
