import { useNow } from "../lib/useNow";
import { useLines } from "./usePerception";

/** A line stands for as long as it takes to read it, and a little longer. */
const STANDS_MS = 7_000;

/** What is being said, over the picture. The player shows it to those who want captions. */
export function LiveCaption({ slug }: { slug: string }) {
  const lines = useLines(slug, true);
  const now = useNow(1_000);
  if (lines.status !== "ready") return null;
  const said = lines.data.filter(({ kind }) => kind === "transcript").at(-1);
  return said && now - said.at < STANDS_MS ? said.text : null;
}
