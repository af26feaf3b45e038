import type { SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about videos. */
export const videosRequests: SampleRequests = {
  generateVideo: () => ({ body: { script: "Hello.", dry_run: true } }),
  createVideo: ({ agent }) => ({ body: { script: "Hello.", dry_run: true, agent_id: agent }, names: true }),
  retryVideo: ({ video }) => ({ params: { id: video }, body: {}, names: true }),
  changeVideo: ({ video }) => ({ params: { id: video }, body: { title: "Another" }, names: true }),
  deleteVideo: ({ video }) => ({ params: { id: video }, names: true }),
  signVideoPlayback: ({ video }) => ({ params: { id: video }, body: {}, names: true }),
  watchVideo: ({ video }) => ({ params: { id: video }, body: {}, names: true }),
  readVideoAnalytics: ({ video }) => ({ params: { id: video }, names: true }),
  getJob: ({ videoJob }) => ({ params: { id: videoJob }, names: true }),
  cancelJob: ({ videoJob }) => ({ params: { id: videoJob }, body: {}, names: true }),
};
