/** A number of the encoder's description of itself (AMF: the name, a marker of nought, eight bytes), or null. */
export function numberIn(metadata: Buffer, name: string): number | null {
  const at = metadata.indexOf(name);
  const value = at + name.length + 1;
  if (at < 0 || value + 8 > metadata.length || metadata[value - 1] !== 0) return null;
  const number = metadata.readDoubleBE(value);
  return Number.isFinite(number) && number > 0 && number < 1e6 ? number : null;
}
