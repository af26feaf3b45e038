import { lazy, Suspense } from "react";
import { LivelyServers } from "../servers/LivelyServers";
import { HomePage } from "../streams/HomePage";

/** It is below what a first visit comes for, so it comes after. */
const Replays = lazy(() => import("./Replays"));

/** The landing page: streams, and servers and what can be watched again between them. */
export function HomeRoute() {
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
