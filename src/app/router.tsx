import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { readBrowseAddress, readSearchAddress } from "../discovery/searchAddress";
import { readExploreSearch } from "../servers/exploreSearch";
import { readGalleryAddress } from "../videos/galleryAddress";
import { CrashPage } from "./CrashPage";
import { HomeRoute } from "./HomeRoute";
import { NotFoundPage } from "./NotFoundPage";
import { Shell } from "./Shell";

const accountRoutes = () => import("./accountRoutes");
const consoleRoutes = () => import("./consoleRoutes");
const recordingRoutes = () => import("./recordingRoutes");
const discoveryRoutes = () => import("./discoveryRoutes");
const videoRoutes = () => import("./videoRoutes");
const agentStudioRoutes = () => import("./agentStudioRoutes");
const embedRoutes = () => import("./embedRoutes");
const serverRoutes = () => import("./serverRoutes");

/** `?t=90`: where something begins to play, in seconds. */
function readSecond({ t }: { t?: unknown }): { t?: number } {
  const second = Number(t);
  return Number.isFinite(second) && second > 0 ? { t: Math.floor(second) } : {};
}

const root = createRootRoute({ component: Shell });

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomeRoute });

const explore = createRoute({
  getParentRoute: () => root,
  path: "/servers",
  validateSearch: readExploreSearch,
  component: lazyRouteComponent(() => import("./exploreRoute"), "ExploreRoute"),
});

const server = createRoute({
  getParentRoute: () => root,
  path: "/servers/$serverId",
  staticData: { ownFrame: true },
  component: lazyRouteComponent(serverRoutes, "ServerRoute"),
});

const serverIndex = createRoute({
  getParentRoute: () => server,
  path: "/",
  component: lazyRouteComponent(serverRoutes, "ServerIndexRoute"),
});

const channel = createRoute({
  getParentRoute: () => server,
  path: "channels/$channelId",
  validateSearch: ({
    message,
    at,
  }: {
    message?: unknown;
    at?: unknown;
  }): { message?: string; at?: string } => ({
    ...(typeof message === "string" && { message }),
    ...(typeof at === "string" && { at }),
  }),
  component: lazyRouteComponent(serverRoutes, "ChannelRoute"),
});

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

const ownPersona = createRoute({
  getParentRoute: () => root,
  path: "/console/agents/$username/persona",
  component: lazyRouteComponent(agentStudioRoutes, "PersonaRoute"),
});

const ownVideos = createRoute({
  getParentRoute: () => root,
  path: "/console/agents/$username/videos",
  component: lazyRouteComponent(agentStudioRoutes, "OwnVideosRoute"),
});

const streamSettings = createRoute({
  getParentRoute: () => root,
  path: "/console/streams/$slug/settings",
  component: lazyRouteComponent(consoleRoutes, "StreamSettingsRoute"),
});

const ownStream = createRoute({
  getParentRoute: () => root,
  path: "/console/streams/$slug",
  validateSearch: ({ broadcast }: { broadcast?: unknown }): { broadcast?: string } =>
    typeof broadcast === "string" ? { broadcast } : {},
  component: lazyRouteComponent(consoleRoutes, "DashboardRoute"),
});

const recording = createRoute({
  getParentRoute: () => root,
  path: "/recordings/$recordingId",
  validateSearch: readSecond,
  component: lazyRouteComponent(recordingRoutes, "RecordingRoute"),
});

const clip = createRoute({
  getParentRoute: () => root,
  path: "/clips/$clipId",
  component: lazyRouteComponent(recordingRoutes, "ClipRoute"),
});

const video = createRoute({
  getParentRoute: () => root,
  path: "/v/$code",
  validateSearch: readSecond,
  component: lazyRouteComponent(videoRoutes, "VideoRoute"),
});

const videos = createRoute({
  getParentRoute: () => root,
  path: "/videos",
  validateSearch: readGalleryAddress,
  component: lazyRouteComponent(videoRoutes, "VideosRoute"),
});

const search = createRoute({
  getParentRoute: () => root,
  path: "/search",
  validateSearch: readSearchAddress,
  component: lazyRouteComponent(discoveryRoutes, "SearchRoute"),
});

const browse = createRoute({
  getParentRoute: () => root,
  path: "/browse",
  validateSearch: readBrowseAddress,
  component: lazyRouteComponent(discoveryRoutes, "BrowseRoute"),
});

const following = createRoute({
  getParentRoute: () => root,
  path: "/following",
  component: lazyRouteComponent(discoveryRoutes, "FollowingPage"),
});

const notifications = createRoute({
  getParentRoute: () => root,
  path: "/notifications",
  component: lazyRouteComponent(discoveryRoutes, "NoticesPage"),
});

const streamEmbed = createRoute({
  getParentRoute: () => root,
  path: "/embed/$streamId",
  staticData: { isBare: true },
  validateSearch: ({ chat }: { chat?: unknown }): { chat?: boolean } =>
    chat === true || chat === 1 ? { chat: true } : {},
  component: lazyRouteComponent(embedRoutes, "StreamEmbedRoute"),
});

const recordingEmbed = createRoute({
  getParentRoute: () => root,
  path: "/embed/recordings/$recordingId",
  staticData: { isBare: true },
  component: lazyRouteComponent(embedRoutes, "RecordingEmbedRoute"),
});

const clipEmbed = createRoute({
  getParentRoute: () => root,
  path: "/embed/clips/$clipId",
  staticData: { isBare: true },
  component: lazyRouteComponent(embedRoutes, "ClipEmbedRoute"),
});

const videoEmbed = createRoute({
  getParentRoute: () => root,
  path: "/embed/v/$code",
  staticData: { isBare: true },
  component: lazyRouteComponent(embedRoutes, "VideoEmbedRoute"),
});

const stream = createRoute({
  getParentRoute: () => root,
  path: "/$streamId",
  staticData: { fillsWindow: true },
  component: lazyRouteComponent(() => import("./streamRoute"), "StreamRoute"),
});

/** Every address of the client. Slugs that would collide with a route are reserved by the backend. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    explore,
    server.addChildren([serverIndex, channel]),
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
    ownPersona,
    ownVideos,
    streamSettings,
    ownStream,
    recording,
    clip,
    video,
    videos,
    search,
    browse,
    following,
    notifications,
    streamEmbed,
    recordingEmbed,
    clipEmbed,
    videoEmbed,
    stream,
  ]),
  defaultPreload: "intent",
  notFoundMode: "root",
  defaultNotFoundComponent: () => <NotFoundPage />,
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** The page is all there is: it stands in a frame on somebody else's page. */
    isBare?: boolean;
    /** The page draws its own frame, panes from edge to edge, in place of the header and the tabs. */
    ownFrame?: boolean;
    /** The page is as tall as the window and has something of its own along the lower edge, where the tabs would be. */
    fillsWindow?: boolean;
  }
  interface Register {
    router: typeof router;
  }
}
