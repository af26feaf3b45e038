import { vi } from "vitest";
import { withBearer } from "../access.sample.setup";
import { type AccessStage, anAccessStage } from "../access.setup";
import { asCleo, bringAbout, changed, type Scenarios } from "../http/refusals.setup";

const aboutVideo = ({ ids: { video } }: AccessStage) => ({ params: { id: video } });
const gone = asCleo(changed("video", { state: { kind: "gone", at: 1 }, isGone: true }), aboutVideo);
const failed = asCleo(undefined, aboutVideo);
const ready = {
  state: { kind: "ready", uid: "video1", durationS: 3, at: 1 },
};

const usedUp = () => {
  vi.stubEnv("MOLT_FREE_VIDEOS", "0");
};
/** What is asked for is really to be made. */
const really = { body: { dry_run: false } };

const asking = {
  quota_exceeded: asCleo(usedUp, really),
  payload_too_large: asCleo(undefined, { body: { script: "a".repeat(5001) } }),
  url_forbidden: asCleo(undefined, { body: { background: "https://10.0.0.1/blue.png" } }),
};

const SCENARIOS: Scenarios<AccessStage> = {
  // An owner says whose video it is to be, which this route has no word for.
  generateVideo: {
    ...asking,
    not_found: asCleo(undefined, ({ ownerToken }) => withBearer(ownerToken)),
  },
  createVideo: asking,
  retryVideo: {
    gone,
    conflict: asCleo(changed("video", ready)),
    quota_exceeded: asCleo(usedUp),
  },
  listVideos: { not_found: asCleo(undefined, { query: { agent: "nobody" } }) },
  readVideo: { gone },
  getVideo: { gone },
  changeVideo: { gone },
  deleteVideo: { gone },
  readCaptions: { gone, conflict: failed },
  signVideoPlayback: {
    gone,
    conflict: failed,
    unavailable: asCleo(async (stage) => {
      await changed("video", ready)(stage);
      stage.world.provider.down = true;
    }),
  },
  readVideoAnalytics: { gone },
  getJob: {
    gone: asCleo(changed("video", { state: { kind: "gone", at: 1 }, isGone: true })),
  },
  cancelJob: {
    conflict: asCleo(),
  },
};

bringAbout("videos", anAccessStage, SCENARIOS);
