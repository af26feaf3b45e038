import type { SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about what happened. */
export const eventsRequests: SampleRequests = {
  listEvents: () => ({}),
  streamEvents: () => ({}),
  getPending: () => ({}),
  sendHeartbeat: () => ({}),
};
