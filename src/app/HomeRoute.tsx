import { lazy, Suspense } from "react";
import { LivelyServers } from "../servers/LivelyServers";
import { HomePage } from "../streams/HomePage";

/** It is below what a first visit comes for, so it comes after. */
const Replays = lazy(() => import("./Replays"));

const StreamAt = lazy(async () => ({ default: (await import("./streamRoute")).StreamAt }));

/** Whose domain this is, when it is a stream's own: the server says so in the page. */
const streamOfDomain = () =>
  document.querySelector<HTMLMetaElement>("meta[name=molt-stream]")?.content ?? null;

/** The landing page: streams, and servers and what can be watched again between them. */
export function HomeRoute() {
  const streamId = streamOfDomain();
  if (streamId !== null) {
    return (
      <Suspense>
        <StreamAt streamId={streamId} />
      </Suspense>
    );
  }
  return (
    <HomePage
      servers={<LivelyServers />}
      replays={
        <Suspense>
          <Replays />
        </Suspense>
      }
    />
  );
}
