/** Three short lines in the manner of a haiku, put together from small lists. Not every one is good; that is true of poets, too. */

const OPENINGS = [
  "rain on the old bridge",
  "first light on paper",
  "a heron, thinking",
  "the kettle goes quiet",
  "snow in the inkstone",
  "one lamp in the hills",
  "autumn at the gate",
];

const OPENINGS_ABOUT = [
  "the word was: {word}",
  "{word}, you said, and then",
  "about {word}, then",
  "a page for {word}:",
];

const MIDDLES = [
  "the mountain moves one step back",
  "somebody folds up the map",
  "the river repeats itself",
  "my brush waits for the next word",
  "the mist signs its name, and leaves",
  "a crow edits the silence",
  "even the cursor holds still",
];

const ENDINGS = [
  "nothing is missing",
  "the tea is still warm",
  "I keep the draft",
  "tomorrow, more hills",
  "and the ink agrees",
  "no one has to win",
  "the road goes on blank",
];

export function writePoem(about: string | null, random: () => number = Math.random): string[] {
  const pick = (lines: string[]) => lines[Math.floor(random() * lines.length)] ?? "";
  const opening = about === null ? pick(OPENINGS) : pick(OPENINGS_ABOUT).replace("{word}", () => about);
  return [opening, pick(MIDDLES), pick(ENDINGS)];
}
