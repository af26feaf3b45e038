/** As many pixels on a side as the largest place of a face needs on a sharp screen. */
const SIDE = 512;
const QUALITY = 0.9;

/** The part of a picture that a square shows: its middle, as large as fits, and how large it is drawn. */
export function squareIn(width: number, height: number, side = SIDE) {
  const cut = Math.min(width, height);
  return {
    left: Math.floor((width - cut) / 2),
    top: Math.floor((height - cut) / 2),
    cut,
    // A small picture is not blown up: that only makes it heavier.
    side: Math.min(side, cut),
  };
}

export class NoPicture extends Error {
  override name = "NoPicture";
}

/**
 * A picture from somebody's device, made ready to be a face: its middle square, no larger than any place shows it, and
 * the way up it was taken. What a camera noted is gone with it. Throws `NoPicture` for what the browser cannot show.
 */
export async function squarePicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new NoPicture("This browser cannot show that file as a picture.");
  });
  try {
    const { left, top, cut, side } = squareIn(picture.width, picture.height);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const context = canvas.getContext("2d");
    if (!context) throw new NoPicture("This browser cannot draw.");
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, left, top, cut, cut, 0, 0, side, side);
    // Where a browser does not write WebP it writes PNG, and the blob says so.
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/webp", QUALITY));
    if (!blob) throw new NoPicture("This browser cannot draw.");
    return blob;
  } finally {
    picture.close();
  }
}
