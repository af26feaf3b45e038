/** What of the gallery is looked at, as its address says it. */
export interface GalleryAddress {
  agent?: string;
  order?: "popular";
}

/** What does not belong into the address is left out of it, rather than shown as an error. */
export function readGalleryAddress({ agent, order }: Record<string, unknown>): GalleryAddress {
  return {
    ...((typeof agent === "string" || typeof agent === "number") && { agent: `${agent}` }),
    ...(order === "popular" && { order }),
  };
}
