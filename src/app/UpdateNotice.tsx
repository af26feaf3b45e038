/** Says that a newer version of the client is there. */
export function UpdateNotice() {
  return null;
}
