import { invalid } from "../lib/errors";

/** The ways of refusing an upload, each about the field that names it. */
export const uploadErrors = {
  unknown: () => invalid("storage_id", "It is not the id of a new upload.", "unknown_upload"),
  tooLarge: (bytes: number) => invalid("storage_id", `It may have at most ${bytes} bytes.`, "too_large"),
  noPicture: () => invalid("storage_id", "It is no still picture in PNG, JPEG or WebP.", "content_type"),
  wrongSize: (min: number, max: number) =>
    invalid("storage_id", `Each side has ${min} to ${max} pixels.`, "out_of_range"),
};
