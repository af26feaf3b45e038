import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of pictures. */
export const filesExport: readonly ExportPart[] = [
  ofAgent("avatars", "pictures", ["storageId", "width", "height"], ({ ctx, of }) =>
    ctx.db.query("pictures").withIndex("by_owner", (q) => q.eq("ownerId", of._id)),
  ),
];
