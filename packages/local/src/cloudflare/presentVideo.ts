import type { Video, Videos } from "../videos/videos.ts";

/** A video as Cloudflare's API and its webhook show it. `playbackUrl` has no trailing slash. */
export function videoPresenter(videos: Videos, playbackUrl: string) {
  return (video: Video) => {
    const { record } = video;
    const index = record.state === "ready" ? null : videos.indexOf(video);
    const base = `${playbackUrl}/${record.uid}`;
    const ready =
      record.state === "ready" || (record.state === "live-inprogress" && index!.segments.length > 0);
    return {
      uid: record.uid,
      creator: record.creator,
      created: record.createdAt,
      modified: record.modifiedAt,
      uploaded: record.createdAt,
      uploadExpiry: null,
      scheduledDeletion: record.scheduledDeletion,
      meta: record.meta,
      // Cloudflare does not know the length of what is being recorded either.
      duration: index ? -1 : record.durationSeconds,
      size: index ? index.bytes : record.bytes,
      input: { width: record.width ?? -1, height: record.height ?? -1 },
      status: {
        state: record.state,
        ...(record.state === "ready" && { pctComplete: "100.000000" }),
        errorReasonCode: record.error?.code ?? "",
        errorReasonText: record.error?.message ?? "",
      },
      readyToStream: ready,
      playback: { hls: `${base}/manifest/video.m3u8`, dash: `${base}/manifest/video.mpd` },
      preview: `${base}/watch`,
      thumbnail: `${base}/thumbnails/thumbnail.jpg`,
      thumbnailTimestampPct: record.thumbnailTimestampPct,
      requireSignedURLs: record.requireSignedUrls,
      allowedOrigins: record.allowedOrigins,
      maxSizeBytes: null,
      maxDurationSeconds: null,
      watermark: null,
      ...(record.liveInput && { liveInput: record.liveInput }),
      ...(record.clippedFrom && { clippedFrom: record.clippedFrom.uid }),
    };
  };
}
