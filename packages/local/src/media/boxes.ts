/** One box of an MP4: where its body begins and where it ends, in the bytes it was found in. */
export type Box = { type: string; body: number; end: number };

/** The boxes between two places. Throws on a box that claims more than there is. */
export function children(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > to) throw new Error("an MP4 box that leaves its parent");
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), body: at + 8, end: at + size });
    at += size;
  }
  return boxes;
}

/** The first box of this path below a parent. */
export function find(bytes: Buffer, parent: Box, ...path: string[]): Box | undefined {
  let box: Box | undefined = parent;
  for (const type of path) {
    if (!box) return undefined;
    box = children(bytes, box.body, box.end).find((child) => child.type === type);
  }
  return box;
}
