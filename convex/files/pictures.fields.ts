import * as z from "zod";

/** What the routes of avatars and icons have in common. */

export const PICTURE_RULES =
  "A still PNG, JPEG or WebP, told by its bytes, of at most 2 MiB and 32 to 2,048 pixels on each side. What it says about " +
  "when, where and by whom it was made is taken out; which way up it was taken stays. The file of the picture before is removed.";

export const UPLOAD_STEPS =
  "POST the file's bytes to `upload_url` with their `Content-Type`; the answer has a `storageId`. Then put it in its place. " +
  "An upload that is used for nothing is removed after an hour.";

export const zPictureUpload = z.object({ upload_url: z.string() });
export const pictureUploadExample = {
  upload_url: "http://localhost:3210/api/storage/upload?token=one-use",
};

export const zPictureBody = z.object({ storage_id: z.string().describe("Of an upload that is used once.") });
export const pictureBodyExample = { storage_id: "kg24f8wz" };
