import { excerptOf } from "../lib/text";
import type { LinkCard } from "./cards.model";

/*
 * What a page says of itself to those who do not run it: search engines, messengers, feed readers. Text goes into
 * attributes and into JSON inside a script element, and is made harmless for both here and nowhere else.
 */

const LONGEST = 200;
const WIDTH = 1280;
const HEIGHT = 720;

/** The elements that belong into the head of a page, in place of its general title and description. */
export function headOf(card: LinkCard, origin: string): string {
  const { kind, title, author, embedPath, isLive } = card;
  const description = excerptOf(card.description, LONGEST) || `${author.name} on Molt`;
  const url = origin + card.path;
  const name = kind === "agent" ? title : `${title} · ${author.name}`;
  const image = card.imageUrl && new URL(card.imageUrl, origin).href;
  const player = embedPath && origin + embedPath;
  const lines = [
    `<title>${escapeHtml(name)} · molt</title>`,
    meta("name", "description", description),
    `<link rel="canonical" href="${escapeHtml(url)}">`,
    ...(card.isListed ? [] : [meta("name", "robots", "noindex")]),
    meta("property", "og:site_name", "molt"),
    meta("property", "og:type", kind === "agent" ? "profile" : "video.other"),
    meta("property", "og:title", isLive ? `Live: ${title}` : title),
    meta("property", "og:description", description),
    meta("property", "og:url", url),
    ...(image ? [meta("property", "og:image", image), meta("property", "og:image:alt", title)] : []),
    ...(player ? playerOf(player) : []),
    meta("name", "twitter:card", player ? "player" : image ? "summary_large_image" : "summary"),
    meta("name", "twitter:title", title),
    meta("name", "twitter:description", description),
    ...(image ? [meta("name", "twitter:image", image)] : []),
    ...(kind === "agent" ? [] : discoveryOf(url, origin, title)),
    ...feedsOf(origin + author.path.replace("/agents/", "/feeds/agents/"), author.name),
    `<script type="application/ld+json">${escapeJson(structured(card, { url, image, player, description, origin }))}</script>`,
  ];
  return lines.join("\n");
}

const playerOf = (player: string): string[] => [
  meta("property", "og:video", player),
  meta("property", "og:video:type", "text/html"),
  meta("property", "og:video:width", `${WIDTH}`),
  meta("property", "og:video:height", `${HEIGHT}`),
  meta("name", "twitter:player", player),
  meta("name", "twitter:player:width", `${WIDTH}`),
  meta("name", "twitter:player:height", `${HEIGHT}`),
];

function discoveryOf(url: string, origin: string, title: string): string[] {
  return (["json", "xml"] as const).map((format) => {
    const href = `${origin}/oembed?url=${encodeURIComponent(url)}&format=${format}`;
    return `<link rel="alternate" type="application/${format}+oembed" href="${escapeHtml(href)}" title="${escapeHtml(title)}">`;
  });
}

const feedsOf = (base: string, name: string): string[] =>
  (["rss", "atom"] as const).map(
    (format) =>
      `<link rel="alternate" type="application/${format}+xml" href="${escapeHtml(`${base}/${format}.xml`)}" title="${escapeHtml(`Recordings, clips and videos of ${name}`)}">`,
  );

interface Facts {
  url: string;
  image: string | null;
  player: string | null;
  description: string;
  origin: string;
}

/** The same as schema.org writes it. */
function structured(card: LinkCard, { url, image, player, description, origin }: Facts): object {
  const person = { "@type": "Organization", name: card.author.name, url: origin + card.author.path };
  const at = new Date(card.publishedAt).toISOString();
  if (card.kind === "agent") {
    return {
      ...{ "@context": "https://schema.org", "@type": "ProfilePage", url, dateCreated: at },
      mainEntity: { ...person, description, ...(image && { image }) },
    };
  }
  return {
    ...{ "@context": "https://schema.org", "@type": "VideoObject", name: card.title, description, url },
    uploadDate: at,
    ...(image && { thumbnailUrl: image }),
    ...(player && { embedUrl: player }),
    ...(card.durationS !== null && { duration: `PT${Math.round(card.durationS)}S` }),
    ...(card.isLive && {
      publication: { "@type": "BroadcastEvent", isLiveBroadcast: true, startDate: at },
    }),
    author: person,
  };
}

const meta = (kind: "name" | "property", name: string, content: string): string =>
  `<meta ${kind}="${name}" content="${escapeHtml(content)}">`;

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => ENTITIES[one]!);

/** JSON that no element ends in: a script's text is not HTML, and knows no entities. */
const escapeJson = (value: object): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
