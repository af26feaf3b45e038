import { Download, FileAudio, FileText, FileVideo, ImageOff } from "lucide-react";
import { useContext } from "react";
import { formatBytes } from "../lib/format";
import { say } from "../lib/notices";
import { RowFocus } from "./rowFocus";
import type { Message } from "./useChannel";
import { isGuarded, saveGuarded, useShownFile } from "./useGuardedFile";

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

const FRAME =
  "block h-52 w-80 max-w-full overflow-hidden rounded-xl border border-line bg-well transition hover:border-line-strong";

function Picture({ attachment }: { attachment: Attachment }) {
  return attachment.url === null ? null : <ShownPicture attachment={attachment} url={attachment.url} />;
}

function ShownPicture({ attachment: { name, size }, url }: { attachment: Attachment; url: string }) {
  const shown = useShownFile(url);
  const tabIndex = useContext(RowFocus);
  if (shown.status === "loading") return <span className={`${FRAME} skeleton`} />;
  if (shown.status === "failed") {
    return (
      <span className={`${FRAME} grid! place-items-center text-ink-faint text-xs`}>
        <span className="text-center">
          <ImageOff className="mx-auto mb-1.5 size-5" aria-hidden="true" />
          <bdi>{name}</bdi> is not here any more, or not for you.
        </span>
      </span>
    );
  }
  return (
    <a
      href={shown.url}
      target="_blank"
      rel="noopener"
      tabIndex={tabIndex}
      title={`${name}, ${formatBytes(size)}`}
      className={FRAME}
    >
      <img src={shown.url} alt={name} loading="lazy" decoding="async" className="size-full object-contain" />
    </a>
  );
}

const LINE =
  "group/file flex w-72 max-w-full items-center gap-3 rounded-xl border border-line bg-surface px-3 py-2.5 text-left transition hover:border-line-strong";

function File({ attachment }: { attachment: Attachment }) {
  const { name, url } = attachment;
  const tabIndex = useContext(RowFocus);
  if (url !== null && isGuarded(url)) {
    return (
      <button
        type="button"
        tabIndex={tabIndex}
        className={LINE}
        onClick={() =>
          saveGuarded(url, name).catch(() => say("That file is not here any more, or not for you."))
        }
      >
        <FileFacts attachment={attachment} />
      </button>
    );
  }
  return (
    <a
      href={url ?? undefined}
      target="_blank"
      rel="noopener"
      download={name}
      tabIndex={tabIndex}
      className={LINE}
    >
      <FileFacts attachment={attachment} />
    </a>
  );
}

function FileFacts({ attachment: { name, size, contentType } }: { attachment: Attachment }) {
  const Icon = contentType.startsWith("audio/")
    ? FileAudio
    : contentType.startsWith("video/")
      ? FileVideo
      : FileText;
  return (
    <>
      <Icon className="size-5 shrink-0 text-ink-faint" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate text-left font-[610] text-sm">{name}</bdi>
        <span className="tabular block text-ink-faint text-xs">{formatBytes(size)}</span>
      </span>
      <Download className="size-4 shrink-0 text-ink-faint group-hover/file:text-ink" aria-hidden="true" />
    </>
  );
}
