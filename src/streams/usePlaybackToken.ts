import { useEffect } from "react";
import { api } from "../account/api";
import { useAsked } from "../account/useAsked";

/** A token is good for a day, and a page that stays open longer gets another an hour before. */
const TTL_S = 24 * 60 * 60;
const RENEW_MS = 23 * 60 * 60_000;

/** The token by which a private stream plays for whoever is signed in. */
export function usePlaybackToken(slug: string) {
  const token = useAsked(`playback token of ${slug}`, () =>
    api.createPlaybackToken({ stream_id: slug, ttl_s: TTL_S }),
  );
  const { again } = token;
  useEffect(() => {
    const timer = setInterval(again, RENEW_MS);
    return () => clearInterval(timer);
  }, [again]);
  return token;
}
