import type { SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about recordings and clips. */
export const recordingsRequests: SampleRequests = {
  changeRecording: ({ recording }) => ({
    params: { id: recording },
    body: { title: "Changed" },
    names: true,
  }),
  deleteRecording: ({ recording }) => ({ params: { id: recording }, names: true }),
  signRecordingPlayback: ({ recording }) => ({ params: { id: recording }, names: true }),
  makeClip: ({ recording }) => ({
    body: { recording_id: recording, start_s: 0, duration_s: 10, title: "A clip" },
    names: true,
  }),
  changeClip: ({ clip }) => ({ params: { id: clip }, body: { title: "Changed" }, names: true }),
  deleteClip: ({ clip }) => ({ params: { id: clip }, names: true }),
  signClipPlayback: ({ clip }) => ({ params: { id: clip }, names: true }),
};
