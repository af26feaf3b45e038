import { pieces } from "./highlight";

/** A text in which the words that a search has found stand out. */
export function Highlighted({ text, words }: { text: string; words: readonly string[] }) {
  return (
    <bdi>
      {pieces(text, words).map((piece, at) =>
        piece.isFound ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
          <mark key={at} className="rounded-sm bg-glass-wash font-[650] text-ink">
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}
