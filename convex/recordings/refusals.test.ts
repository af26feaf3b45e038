import { type AccessStage, anAccessStage } from "../access.setup";
import { asCleo, bringAbout, changed, type Scenarios } from "../http/refusals.setup";

const isGone = { state: { kind: "gone", why: "deleted", at: 1 }, isGone: true };
const aboutRecording = ({ ids: { recording } }: AccessStage) => ({ params: { id: recording } });
const aboutClip = ({ ids: { clip } }: AccessStage) => ({ params: { id: clip } });
const goneRecording = asCleo(changed("recording", isGone), aboutRecording);
const goneClip = asCleo(changed("clip", { state: { kind: "gone", at: 1 } }), aboutClip);
const withoutProvider = ({ world: { provider } }: AccessStage) => {
  provider.down = true;
};

const SCENARIOS: Scenarios<AccessStage> = {
  listRecordings: { not_found: asCleo(undefined, { query: { stream_id: "nobody" } }) },
  listClips: { not_found: asCleo(undefined, { query: { recording_id: "nothing" } }) },
  getRecording: { gone: goneRecording },
  changeRecording: { gone: goneRecording },
  deleteRecording: {
    gone: goneRecording,
    conflict: asCleo(changed("recording", { state: { kind: "processing", endedAt: 2 } })),
  },
  signRecordingPlayback: {
    gone: goneRecording,
    conflict: asCleo(changed("recording", { state: { kind: "processing", endedAt: 2 } })),
    unavailable: asCleo(withoutProvider),
  },
  replayChat: { gone: goneRecording },
  makeClip: {
    gone: asCleo(changed("recording", isGone)),
    conflict: asCleo(changed("recording", { state: { kind: "failed", endedAt: 2, cause: "lost" } })),
    not_recording: asCleo(undefined, ({ ids }) => ({
      body: {
        ...{ recording_id: undefined, start_s: undefined, duration_s: undefined },
        ...lastOf(ids.stream),
      },
    })),
    too_early: asCleo(changed("recording", { videoUid: null })),
    out_of_range: asCleo(undefined, { body: { start_s: 1000 } }),
  },
  getClip: { gone: goneClip },
  changeClip: { gone: goneClip },
  deleteClip: { gone: goneClip },
  signClipPlayback: {
    gone: goneClip,
    conflict: asCleo(async (stage) => {
      await changed("clip", { state: { kind: "waiting" }, visibility: "unlisted" })(stage);
      await changed("recording", { visibility: "private" })(stage);
    }),
    unavailable: asCleo(withoutProvider),
  },
};

const lastOf = (stream_id: string) => ({ stream_id, last_s: 30 });

bringAbout("recordings", anAccessStage, SCENARIOS);
