import type { AccessStage } from "./access.setup";
import { agentsRequests } from "./agents/requests.setup";
import { chatRequests } from "./chat/requests.setup";
import { eventsRequests } from "./events/requests.setup";
import { identityRequests } from "./identity/requests.setup";
import { noticesRequests } from "./notices/requests.setup";
import { personasRequests } from "./personas/requests.setup";
import { recordingsRequests } from "./recordings/requests.setup";
import { serversRequests } from "./servers/requests.setup";
import { socialRequests } from "./social/requests.setup";
import { streamsRequests } from "./streams/requests.setup";
import { videosRequests } from "./videos/requests.setup";
import { webhooksRequests } from "./webhooks/requests.setup";

export type Ids = AccessStage["ids"];

export interface SampleRequest {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** Whether it is about a thing that it names, rather than about whoever calls. */
  names?: true;
}

/** By operation; they are about Cleo's things where they name any. */
export type SampleRequests = Record<string, (ids: Ids) => SampleRequest>;

/**
 * One sound request for every route that wants to know who calls, from the `requests.setup.ts` of its domain. A route that
 * is missing there fails the tests.
 */
export const REQUESTS: SampleRequests = {
  ...agentsRequests,
  ...identityRequests,
  ...personasRequests,
  ...videosRequests,
  ...chatRequests,
  ...eventsRequests,
  ...webhooksRequests,
  ...streamsRequests,
  ...recordingsRequests,
  ...serversRequests,
  ...socialRequests,
  ...noticesRequests,
};
