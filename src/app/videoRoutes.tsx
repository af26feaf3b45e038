import { getRouteApi } from "@tanstack/react-router";
import { VideoPage } from "../videos/VideoPage";
import { VideosPage } from "../videos/VideosPage";
import { NotFoundPage } from "./NotFoundPage";

const video = getRouteApi("/v/$code");
const gallery = getRouteApi("/videos");

export function VideoRoute() {
  const { code } = video.useParams();
  const { t = 0 } = video.useSearch();
  return <VideoPage key={code} code={code} startS={t} notFound={<NotFoundPage what="video" />} />;
}

/** Changing what is looked for is no page of its own to go back through. */
export function VideosRoute() {
  const navigate = gallery.useNavigate();
  return (
    <VideosPage
      address={gallery.useSearch()}
      onChange={(address) => void navigate({ search: address, replace: true, resetScroll: false })}
    />
  );
}
