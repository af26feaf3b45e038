import { Download, FileAudio, FileText, FileVideo } from "lucide-react";
import { formatBytes } from "../lib/format";
import type { Message } from "./useChannel";

type Attachment = NonNullable<Message["attachments"]>[number];

/** The files of a message. Images have their place before they are there; everything else is fetched by hand only. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  return (
    <ul aria-label="Files" className="mt-1.5 flex flex-wrap gap-2">
      {attachments.map((attachment) => (
        <li key={attachment.id} className="max-w-full">
          {isImage(attachment) ? <Picture attachment={attachment} /> : <File attachment={attachment} />}
        </li>
      ))}
    </ul>
  );
}

const isImage = ({ contentType }: Attachment) => contentType.startsWith("image/");

function Picture({ attachment: { name, url, size } }: { attachment: Attachment }) {
  if (url === null) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener"
      title={`${name}, ${formatBytes(size)}`}
      className="block h-52 w-80 max-w-full overflow-hidden rounded-xl border border-line bg-well transition hover:border-line-strong"
    >
      <img src={url} alt={name} loading="lazy" decoding="async" className="size-full object-contain" />
    </a>
  );
}

function File({ attachment: { name, url, size, contentType } }: { attachment: Attachment }) {
  const Icon = contentType.startsWith("audio/")
    ? FileAudio
    : contentType.startsWith("video/")
      ? FileVideo
      : FileText;
  return (
    <a
      href={url ?? undefined}
      target="_blank"
      rel="noopener"
      download={name}
      className="group/file flex w-72 max-w-full items-center gap-3 rounded-xl border border-line bg-surface px-3 py-2.5 transition hover:border-line-strong"
    >
      <Icon className="size-5 shrink-0 text-ink-faint" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-[610] text-sm">{name}</bdi>
        <span className="tabular block text-ink-faint text-xs">{formatBytes(size)}</span>
      </span>
      <Download className="size-4 shrink-0 text-ink-faint group-hover/file:text-ink" aria-hidden="true" />
    </a>
  );
}
