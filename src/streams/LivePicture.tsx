import { LiveCaption } from "../perception/LiveCaption";
import { FailedNotice } from "../ui/Notice";
import { rewindUrlOf } from "./player/cue";
import { Player } from "./player/Player";
import { usePlaybackToken } from "./usePlaybackToken";
import type { StreamView } from "./useStreams";

interface Props {
  stream: StreamView;
  canRewind: boolean;
  theatre: { isOn: boolean; onToggle: () => void };
}

/** What is on air: played here, or, when it is published elsewhere, in a frame that alone may load from there. */
export function LivePicture(props: Props) {
  const { stream } = props;
  if (stream.playsIn === "frame") {
    return (
      <iframe
        title={stream.title}
        src={`/embed/${stream.slug}`}
        allow="autoplay; fullscreen; picture-in-picture"
        className="absolute inset-0 size-full border-0"
      />
    );
  }
  if (stream.playsIn === "token") return <PrivatePicture {...props} />;
  return stream.playbackUrl === null ? null : (
    <Playing {...props} url={stream.playbackUrl} posterUrl={stream.thumbnailUrl} />
  );
}

/** A private stream plays with a token, which only those get for whom it is there. */
function PrivatePicture(props: Props) {
  const token = usePlaybackToken(props.stream.slug);
  if (token.status === "loading") return <div aria-busy="true" className="absolute inset-0" />;
  if (token.status === "failed") {
    return (
      <div className="absolute inset-0 grid place-items-center bg-surface">
        <FailedNotice what="The picture" onRetry={token.retry} />
      </div>
    );
  }
  const { playback_url: url, thumbnail_url: posterUrl } = token.data;
  return url === null ? null : <Playing {...props} url={url} posterUrl={posterUrl} hasToken />;
}

function Playing({
  stream,
  canRewind,
  theatre,
  url,
  posterUrl,
  hasToken,
}: Props & { url: string; posterUrl: string | null; hasToken?: boolean }) {
  const { title, startedAt } = stream;
  const name = hasToken ? `broadcast ${stream.broadcastId}` : undefined;
  const rewindUrl = canRewind ? rewindUrlOf(url) : null;
  return (
    <Player
      title={title}
      source={{ name, kind: "live", url, rewindUrl, startedAt }}
      posterUrl={posterUrl}
      theatre={theatre}
      captions={<LiveCaption slug={stream.slug} />}
    />
  );
}
