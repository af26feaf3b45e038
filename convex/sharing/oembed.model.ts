import type { LinkCard } from "./cards.model";
import { escapeHtml } from "./head.model";

/** What oEmbed 1.0 answers for one of our addresses. */
export interface Oembed {
  version: "1.0";
  type: "video" | "link";
  title: string;
  author_name: string;
  author_url: string;
  provider_name: string;
  provider_url: string;
  cache_age: number;
  thumbnail_url?: string;
  thumbnail_width?: number;
  thumbnail_height?: number;
  html?: string;
  width?: number;
  height?: number;
}

const WIDTH = 1280;
const CACHE_S = 300;

/** The answer for a card, within the room that the other side has. */
export function oembedOf(
  card: LinkCard,
  origin: string,
  room: { maxWidth: number | null; maxHeight: number | null },
): Oembed {
  const { width, height } = fitting(room);
  const image = card.imageUrl && new URL(card.imageUrl, origin).href;
  return {
    version: "1.0",
    type: card.embedPath === null ? "link" : "video",
    title: card.title,
    author_name: card.author.name,
    author_url: origin + card.author.path,
    provider_name: "molt",
    provider_url: origin,
    cache_age: CACHE_S,
    ...(image && { thumbnail_url: image, thumbnail_width: 640, thumbnail_height: 360 }),
    ...(card.embedPath && {
      html: frameOf(origin + card.embedPath, card.title, width, height),
      width,
      height,
    }),
  };
}

export function frameOf(url: string, title: string, width: number, height: number): string {
  return (
    `<iframe src="${escapeHtml(url)}" width="${width}" height="${height}" title="${escapeHtml(title)}" ` +
    'allow="autoplay; fullscreen; picture-in-picture" allowfullscreen style="border:0"></iframe>'
  );
}

function fitting({ maxWidth, maxHeight }: { maxWidth: number | null; maxHeight: number | null }) {
  const width = Math.floor(
    Math.min(WIDTH, maxWidth ?? Number.POSITIVE_INFINITY, ((maxHeight ?? Number.POSITIVE_INFINITY) * 16) / 9),
  );
  return { width, height: Math.round((width * 9) / 16) };
}

export function oembedXml(answer: Oembed): string {
  const fields = Object.entries(answer).map(
    ([name, value]) => `<${name}>${escapeHtml(`${value}`)}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${fields.join("")}</oembed>\n`;
}
