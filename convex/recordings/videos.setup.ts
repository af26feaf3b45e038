/** Cloudflare Stream's API for videos, as far as this backend speaks to it. Tests say what becomes of a video. */
export interface FakeVideo {
  uid: string;
  liveInput: string | null;
  created: number;
  state: "live-inprogress" | "queued" | "inprogress" | "ready" | "error";
  durationS: number;
  requireSignedURLs: boolean;
  clippedFrom: string | null;
  piece: { startTimeSeconds: number; endTimeSeconds: number } | null;
  fault: string | null;
  /** What it was uploaded as. */
  name: string | null;
  captions: string | null;
}

export const VIDEO_SECRET = "the-secret-of-videos";

export class FakeVideos {
  readonly all = new Map<string, FakeVideo>();
  /** Where the provider was asked to tell of videos. */
  notificationUrl: string | null = null;

  /** Something is recorded from a live input. */
  record(inputUid: string, created = Date.now()): FakeVideo {
    return this.add({ liveInput: inputUid, created });
  }

  private add(given: Partial<FakeVideo>): FakeVideo {
    const video: FakeVideo = {
      uid: `video${this.all.size + 1}`,
      liveInput: null,
      created: Date.now(),
      state: "live-inprogress",
      durationS: -1,
      requireSignedURLs: false,
      clippedFrom: null,
      piece: null,
      fault: null,
      name: null,
      captions: null,
      ...given,
    };
    this.all.set(video.uid, video);
    return video;
  }

  /** What becomes of files that are uploaded. */
  uploadsAre: { state: FakeVideo["state"]; durationS: number } = { state: "ready", durationS: 12.345 };
  /** Refuses uploads and captions with this status, if it is set. */
  refuses: number | null = null;
  /** What is uploaded is kept, and nobody hears of it. */
  losesAnswers = false;

  /** The answer to a call with a file in it. */
  async take(method: string, path: string, form: FormData): Promise<Response> {
    if (this.refuses !== null) return new Response("{}", { status: this.refuses });
    const file = form.get("file") as File;
    if (method === "POST" && path === "") {
      const video = this.add({ ...this.uploadsAre, name: file.name });
      if (this.losesAnswers) throw new TypeError("socket hang up");
      return succeed(asJson(video));
    }
    const video = this.all.get(/^\/(video\d+)\/captions\/en$/.exec(path)?.[1] ?? "");
    if (!video) return gone();
    video.captions = await file.text();
    return succeed({ language: "en", status: "ready" });
  }

  /** The answer to a call, or null when it is about something else. */
  answer(method: string, path: string, body: unknown, query = new URLSearchParams()): Response | null {
    if (path === "/webhook" && method === "PUT") {
      this.notificationUrl = (body as { notificationUrl: string }).notificationUrl;
      return succeed({ notificationUrl: this.notificationUrl, secret: VIDEO_SECRET });
    }
    if (path === "" && method === "GET") {
      const name = query.get("search");
      return succeed([...this.all.values()].filter((video) => video.name === name).map(asJson));
    }
    if (path === "/clip" && method === "POST") return this.clip(body as Record<string, unknown>);
    const inputUid = /^\/live_inputs\/(\w+)\/videos$/.exec(path)?.[1];
    if (inputUid) {
      const found = [...this.all.values()].filter(({ liveInput }) => liveInput === inputUid);
      return succeed(found.reverse().map(asJson));
    }
    const [, uid, isToken] = /^\/(video\d+)(\/token)?$/.exec(path) ?? [];
    if (!uid) return null;
    const video = this.all.get(uid);
    if (!video) return gone();
    if (isToken) return succeed({ token: `token-for-${uid}` });
    if (method === "DELETE") this.all.delete(uid);
    if (method === "POST") Object.assign(video, body);
    return succeed(method === "DELETE" ? null : asJson(video));
  }

  private clip(body: Record<string, unknown>): Response {
    const source = this.all.get(String(body.clippedFromVideoUID));
    if (!source) return gone();
    const { startTimeSeconds, endTimeSeconds, requireSignedURLs } = body as {
      startTimeSeconds: number;
      endTimeSeconds: number;
      requireSignedURLs: boolean;
    };
    const piece = { startTimeSeconds, endTimeSeconds };
    const durationS = endTimeSeconds - startTimeSeconds;
    const clip = this.add({ clippedFrom: source.uid, state: "queued", piece, durationS, requireSignedURLs });
    return succeed(asJson(clip));
  }
}

function asJson(video: FakeVideo) {
  const { uid, created, state, durationS, requireSignedURLs, liveInput, clippedFrom, fault, name } = video;
  return {
    uid,
    ...(name !== null && { meta: { name } }),
    created: new Date(created).toISOString(),
    duration: durationS,
    readyToStream: state === "ready",
    status: { state, errorReasonCode: fault ?? "", errorReasonText: fault ?? "" },
    ...{ requireSignedURLs, liveInput, clippedFrom },
  };
}

const succeed = (result: unknown) => Response.json({ success: true, errors: [], messages: [], result });
const gone = () =>
  Response.json(
    { success: false, errors: [{ code: 10003, message: "Not Found" }], messages: [], result: null },
    { status: 404 },
  );
