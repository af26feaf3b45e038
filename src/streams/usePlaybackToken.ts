import { api } from "../account/api";
import { useRenewed } from "../account/useRenewed";

const TTL_S = 24 * 60 * 60;

/** The token by which a private stream plays for whoever is signed in; a page that stays open has another before it ends. */
export const usePlaybackToken = (slug: string) =>
  useRenewed(`playback token of ${slug}`, () => api.createPlaybackToken({ stream_id: slug, ttl_s: TTL_S }));
