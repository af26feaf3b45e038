import { statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendContent, sendPiece } from "../front/answers.ts";
import type { RenderRecord } from "./records.ts";
import type { Renders } from "./renders.ts";

const PATH = /^\/files\/([A-Za-z0-9_-]{32})\/(video\.mp4|thumbnail\.jpg)?$/;

/** Finished videos, their pictures, and a page for each. Whoever has the address may have them: it cannot be guessed. */
export function tavusFiles(renders: Renders) {
  return (req: IncomingMessage, res: ServerResponse, path: string): void => {
    const [, token = "", file] = PATH.exec(path) ?? [];
    const record = renders.findByToken(token);
    const isRead = req.method === "GET" || req.method === "HEAD";
    res.setHeader("X-Robots-Tag", "noindex");
    res.setHeader("X-Content-Type-Options", "nosniff");
    if (!record || !isRead || (file && record.status !== "ready")) return void res.writeHead(404).end();
    if (!file) return sendPage(req, res, record);
    const path_ = renders.fileOf(record, file === "video.mp4" ? "video" : "picture");
    const bytes = statSync(path_, { throwIfNoEntry: false })?.size;
    if (bytes === undefined) return void res.writeHead(404).end();
    const type = file === "video.mp4" ? "video/mp4" : "image/jpeg";
    sendPiece(req, res, { path: path_, at: 0, bytes, type, cacheControl: "private, max-age=3600" });
  };
}

const PAGE_POLICY = "default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'";
const STYLE =
  "body{margin:0;background:#111;color:#eee;font:16px system-ui;display:grid;min-height:100vh;place-items:center}video{max-width:100vw;max-height:100vh}";

function sendPage(req: IncomingMessage, res: ServerResponse, { name, status }: RenderRecord): void {
  const body =
    status === "ready"
      ? `<video src="video.mp4" poster="thumbnail.jpg" controls playsinline></video>`
      : `<p>${status === "error" ? "This video could not be made." : "This video is being made."}</p>`;
  const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(name)}</title><style>${STYLE}</style>`;
  res.setHeader("Content-Security-Policy", PAGE_POLICY);
  const bytes = Buffer.from(`${head}<main>${body}</main></html>`);
  sendContent(req, res, { bytes, type: "text/html; charset=utf-8", cacheControl: "no-store" });
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
