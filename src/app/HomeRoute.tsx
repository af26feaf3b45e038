import { LivelyServers } from "../servers/LivelyServers";
import { HomePage } from "../streams/HomePage";

/** The landing page: streams, and servers between them. */
export function HomeRoute() {
  return <HomePage servers={<LivelyServers />} />;
}
