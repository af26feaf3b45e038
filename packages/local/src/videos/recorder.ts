import type { InputRecord } from "../media/inputRecord.ts";
import type { ListedSegment } from "../media/playlistText.ts";
import type { TimelineListener } from "../media/timeline.ts";
import { readTrackFacts } from "../media/trackFacts.ts";
import { durationOf, SegmentWriter } from "./segmentFile.ts";
import type { Video, Videos } from "./videos.ts";

/** What is longer than a day is recorded up to there. */
const MAX_SECONDS = 24 * 3600;
const DAY_MS = 24 * 3600 * 1000;

/**
 * Records the broadcasts of one live input, each as a video of its own: from the first segment until `end`, however
 * often the push is interrupted and resumed in between. A recording that cannot go on (a full disk, no room, too long)
 * ends where it is, and the broadcast does not notice.
 */
export class Recorder implements TimelineListener {
  readonly #videos: Videos;
  readonly #input: InputRecord;
  readonly #log: (line: string) => void;
  #run: { number: number; init: Buffer; written: boolean } | null = null;
  #video: Video | null = null;
  /** This broadcast is not recorded, or not any more. */
  #done = false;

  constructor(videos: Videos, input: InputRecord, log: (line: string) => void) {
    this.#videos = videos;
    this.#input = input;
    this.#log = log;
  }

  /** The recording of the current broadcast, or of the last one while its playlist can still be read. */
  get video(): Video | null {
    return this.#video;
  }

  runStarted(number: number, init: Buffer): void {
    this.#run = { number, init, written: false };
  }

  segmentCompleted(segment: ListedSegment, media: Buffer): void {
    if (this.#done) return;
    if (!this.#video) this.#begin();
    const writer = this.#video?.writer;
    const run = this.#run;
    if (!writer || !run) return;
    const trouble = this.#trouble(writer);
    if (trouble) {
      this.#log(`the recording ${this.#video!.record.uid} of ${this.#input.uid} ends here: ${trouble}`);
      void this.#finish();
      return;
    }
    if (!run.written) writer.startRun(run.number, run.init);
    run.written = true;
    writer.append(segment, media);
  }

  /** The broadcast is over. */
  end(): Promise<void> {
    return this.#finish();
  }

  /** Nobody plays the broadcast any more; the next segment begins another one. */
  forget(): Promise<void> {
    const finished = this.#finish();
    this.#video = null;
    this.#done = false;
    return finished;
  }

  #begin(): void {
    const { recording, uid, meta, defaultCreator } = this.#input;
    this.#done = recording.mode !== "automatic";
    if (this.#done) return;
    const { requireSignedURLs = false, allowedOrigins } = recording;
    const date = new Date().toISOString().slice(0, 16).replace("T", " ");
    try {
      const video = this.#videos.create("live-inprogress", {
        liveInput: uid,
        creator: defaultCreator,
        meta: { name: `${meta.name ?? "Live"} ${date} UTC` },
        requireSignedUrls: requireSignedURLs,
        allowedOrigins: allowedOrigins ?? [],
      });
      video.writer = new SegmentWriter(video.folder);
      const size = readTrackFacts(this.#run!.init).video;
      if (size) this.#videos.update(video, { width: size.width, height: size.height });
      this.#video = video;
    } catch (error) {
      this.#done = true;
      this.#log(`${uid} cannot be recorded: ${(error as Error).message}`);
    }
  }

  #trouble(writer: SegmentWriter): string | null {
    if (writer.failure) return writer.failure.message;
    if (durationOf(writer.index) > MAX_SECONDS) return "it is a day long";
    return this.#videos.makeRoom() ? null : "there is no room for more (MOLT_MEDIA_MAX_BYTES)";
  }

  async #finish(): Promise<void> {
    this.#done = true;
    const video = this.#video;
    const writer = video?.writer;
    if (!video || !writer) return;
    const days = this.#input.deleteRecordingAfterDays;
    const scheduledDeletion = days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString();
    await writer.close();
    if (video.writer === writer) this.#videos.finish(video, { scheduledDeletion });
  }
}
