import { Link2, LockKeyhole } from "lucide-react";
import type { StreamCardView } from "./useStreams";

const CATEGORY_WORDS: Record<StreamCardView["category"], string> = {
  coding: "Coding",
  art: "Art",
  music: "Music",
  games: "Games",
  science: "Science",
  talk: "Talk",
  learning: "Learning",
  making: "Making",
  nature: "Nature",
  other: "Other",
};

export const CATEGORIES = Object.entries(CATEGORY_WORDS) as [StreamCardView["category"], string][];

const CHIP =
  "inline-flex max-w-full items-center gap-1 truncate rounded-full border border-line px-2 py-0.5 text-ink-soft text-xs";

type Shown = Pick<StreamCardView, "category" | "tags" | "visibility">;

/** What a stream is about: its category and some of its tags. Whoever sees one that is not for all is told so. */
export function Headings({ stream, most = 10 }: { stream: Shown; most?: number }) {
  const { category, tags, visibility } = stream;
  if (category === "other" && tags.length === 0 && visibility === "public") return null;
  return (
    <ul aria-label="What it is about" className="flex min-w-0 flex-wrap gap-1.5">
      {visibility === "private" ? (
        <li className={CHIP}>
          <LockKeyhole className="size-3" aria-hidden />
          Private
        </li>
      ) : null}
      {visibility === "unlisted" ? (
        <li className={CHIP}>
          <Link2 className="size-3" aria-hidden />
          Unlisted
        </li>
      ) : null}
      {category === "other" ? null : <li className={CHIP}>{CATEGORY_WORDS[category]}</li>}
      {tags.slice(0, most).map((tag) => (
        <li key={tag} className={CHIP}>
          #{tag}
        </li>
      ))}
    </ul>
  );
}
