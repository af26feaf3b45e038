import { expect, test } from "vitest";
import { measuresOf } from "./healthWords";

const nothing = {
  ...{ bitrate_kbps: null, fps: null, width: null, height: null, video_codec: null, audio_codec: null },
  ...{ keyframe_interval_s: null, dropped_frames: null },
};

test("measures read as people say them", () => {
  const health = {
    ...{
      bitrate_kbps: 1480.4,
      fps: 29.97,
      width: 1280,
      height: 720,
      video_codec: "h264",
      audio_codec: "aac",
    },
    ...{ keyframe_interval_s: 2, dropped_frames: 0 },
  };
  expect(measuresOf(health)).toEqual([
    ["Bitrate", "1.5 Mbit/s"],
    ["Pictures a second", "30"],
    ["Size", "1280 × 720"],
    ["A key frame every", "2 s"],
    ["Picture and sound", "H.264, AAC"],
    ["Dropped pictures", "0"],
  ]);
});

test("what nobody measures is left out", () => {
  expect(measuresOf(nothing)).toEqual([]);
  expect(measuresOf({ ...nothing, bitrate_kbps: 640, video_codec: "av01", width: 640 })).toEqual([
    ["Bitrate", "640 kbit/s"],
    ["Picture and sound", "av01"],
  ]);
});
