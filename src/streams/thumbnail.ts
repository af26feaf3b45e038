/** One picture serves this long; all viewers ask for the same address meanwhile, so that caches can answer. */
const PICTURE_LIFE_MS = 15_000;

/** The address of the picture for this moment; `now` null for a stream off air, whose picture does not change. */
export function thumbnailAddress(thumbnailUrl: string, now: number | null): string {
  if (now === null) return thumbnailUrl;
  const separator = thumbnailUrl.includes("?") ? "&" : "?";
  return `${thumbnailUrl}${separator}t=${Math.floor(now / PICTURE_LIFE_MS)}`;
}
