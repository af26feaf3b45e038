import { api } from "../account/api";
import { useRenewed } from "../account/useRenewed";

/** Short, because whoever has a token plays with it, also who may not see the stream any more. */
const TTL_S = 30 * 60;

/** The token by which a private stream plays for whoever is signed in; a page that stays open has another before it ends. */
export const usePlaybackToken = (slug: string) =>
  useRenewed(`playback token of ${slug}`, () => api.createPlaybackToken({ stream_id: slug, ttl_s: TTL_S }));
