import { randomBytes } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { LANGUAGE, labelOf, putCaptions, readCaptions, removeCaptions } from "../videos/captions.ts";
import type { Uploads } from "../videos/uploads.ts";
import type { Video, Videos } from "../videos/videos.ts";
import { badRequest, notFound, wrongMethod } from "./envelope.ts";
import { receiveFile } from "./multipart.ts";
import type { Branch } from "./streamApi.ts";

const MAX_BYTES = 10 * 2 ** 20;

/** Captions of a video, one file of WebVTT per language: upload, list, get, delete. */
export function captionsApi(videos: Videos, uploads: Uploads) {
  return async (
    req: Parameters<Branch>[0],
    video: Video,
    [language, ...more]: readonly string[],
  ): Promise<unknown> => {
    if (more.length > 0) return undefined;
    if (language === undefined) {
      if (req.method !== "GET") throw wrongMethod();
      return video.record.captions.map(present);
    }
    if (!LANGUAGE.test(language)) throw badRequest("The language must be a tag as BCP 47 has it.");
    if (req.method === "PUT") {
      await putCaptions(videos, video, language, await receiveText(req));
      return present(language);
    }
    if (req.method !== "GET" && req.method !== "DELETE") throw wrongMethod();
    if ((await readCaptions(video, language)) === null) throw notFound("caption");
    if (req.method === "GET") return present(language);
    removeCaptions(videos, video, language);
    return "";
  };

  async function receiveText(req: Parameters<Branch>[0]): Promise<string> {
    const path = uploads.draft(randomBytes(16).toString("hex"));
    try {
      await receiveFile(req, path, MAX_BYTES);
      const text = await readFile(path, "utf8");
      if (!/^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text)) throw badRequest("The file is no WebVTT.");
      return text;
    } finally {
      await rm(path, { force: true });
    }
  }
}

const present = (language: string) => ({
  generated: false,
  label: labelOf(language),
  language,
  status: "ready",
});
