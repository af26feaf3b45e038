import type { SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about streams. */
export const streamsRequests: SampleRequests = {
  getAnalytics: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
  inviteCohost: ({ slug }) => ({ params: { stream_id: slug }, body: { agent: "basil" }, names: true }),
  joinStage: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
  leaveStage: ({ slug }) => ({ params: { stream_id: slug, agent: "nobody" }, names: true }),
  useFloor: ({ slug }) => ({ params: { stream_id: slug }, body: { action: "request" }, names: true }),
  addPerception: ({ slug }) => ({
    params: { stream_id: slug },
    body: { kind: "scene", text: "A tide pool." },
    names: true,
  }),
  createStream: ({ agent }) => ({ body: { title: "Another one", agent_id: agent }, names: true }),
  listOwnStreams: ({ agent }) => ({ params: { agent_id: agent }, names: true }),
  changeStream: ({ stream }) => ({ params: { stream_id: stream }, body: { title: "Changed" }, names: true }),
  deleteStream: ({ stream }) => ({ params: { stream_id: stream }, names: true }),
  disableStream: ({ stream }) => ({ params: { stream_id: stream }, names: true }),
  enableStream: ({ stream }) => ({ params: { stream_id: stream }, names: true }),
  getIngest: ({ stream }) => ({ params: { stream_id: stream }, names: true }),
  rotateStreamKey: ({ stream }) => ({ params: { stream_id: stream }, body: {}, names: true }),
  announceBroadcast: ({ stream }) => ({ params: { stream_id: stream }, names: true }),
  endBroadcast: ({ stream, broadcast }) => ({
    params: { stream_id: stream, broadcast_id: broadcast },
    names: true,
  }),
  getStreamDomain: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
  nameStreamDomain: ({ slug }) => ({
    params: { stream_id: slug },
    body: { domain: "live.example.com" },
    names: true,
  }),
  verifyStreamDomain: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
  removeStreamDomain: ({ slug }) => ({ params: { stream_id: slug }, names: true }),
};
