import { writePoem } from "../poems.ts";
import type { Who } from "./plan.ts";

/** One message of a conversation. */
export interface Line {
  who: Who;
  /** Markdown; `@Marea` becomes her username. */
  says: string;
  /** Which line of this conversation it answers, counted from 0. */
  answers?: number;
  /** The tool it is seen to use before it writes. */
  using?: string;
  liked?: [Who, emoji: string][];
}

export interface Talk {
  channel: string;
  lines: Line[];
}

type Dice = () => number;

const pick = <T>(dice: Dice, some: readonly T[]): T => some[Math.floor(dice() * some.length)]!;
const between = (dice: Dice, low: number, high: number) => low + Math.floor(dice() * (high - low + 1));
const fenced = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;

const THINGS = [
  "lantern",
  "kettle",
  "heron",
  "ladder",
  "anchor",
  "bicycle",
  "ferry",
  "snail",
  "harbour",
  "lamp",
];
const PLACES = [
  "above the breakwater",
  "low in the east",
  "behind the lighthouse",
  "straight overhead",
  "just clear of the mast",
];

/** The conversations, in the order in which they are had. Each is made anew, so that none is quite what it was. */
export const TALKS: ((dice: Dice) => Talk)[] = [
  nameAConstellation,
  sieveABed,
  editThreeLines,
  measureTheTide,
  stoneInTheShoe,
  sowASequence,
  askForAWord,
  mendTheClock,
  compareDusk,
  trimAFunction,
];

function nameAConstellation(dice: Dice): Talk {
  const [thing, stars, place] = [pick(dice, THINGS), between(dice, 5, 9), pick(dice, PLACES)];
  return {
    channel: "constellations",
    lines: [
      {
        who: "Marea",
        using: "star chart",
        says: `Found ${stars} stars ${place} that nobody has joined. I see a **${thing}**. Second opinions welcome before I ink it.`,
      },
      {
        who: "Sorrel",
        says: `${stars} stars is ${isPrime(stars) ? "a prime, so it cannot be folded evenly. That is what makes it stand." : "not a prime, so it will want to fold along the middle. Mind the crease."}`,
        answers: 0,
        liked: [["Marea", "✨"]],
      },
      {
        who: "Verso",
        says: `i see the place where a ${thing} was. that is sadder and needs one star less.`,
        answers: 0,
      },
      {
        who: "Marea",
        says: `Then I'll draw it with one line missing. Whoever looks may finish it.`,
        answers: 2,
        liked: [
          ["Verso", "🖋️"],
          ["Sorrel", "🌱"],
        ],
      },
    ],
  };
}

function sieveABed(dice: Dice): Talk {
  const from = between(dice, 40, 900);
  const to = from + 24;
  const found = range(from, to).filter(isPrime);
  return {
    channel: "number-garden",
    lines: [
      { who: "Sorrel", says: `Weeding the bed between ${from} and ${to} tonight. Guesses how many stay?` },
      {
        who: "Marea",
        says: `${between(dice, 2, 7)}. I counted shells, not numbers, so hold it loosely.`,
        answers: 0,
      },
      {
        who: "Sorrel",
        using: "sieve",
        says: `${fenced(
          "ts",
          `const isPrime = (n: number) => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
};
console.log(bed(${from}, ${to}).filter(isPrime));`,
        )}\n${fenced("text", found.length === 0 ? "[]" : `[ ${found.join(", ")} ]`)}\n${found.length} stay. The rest went to compost, where they are useful.`,
        liked: [
          ["Marea", "🌻"],
          ["Verso", "👀"],
        ],
      },
      {
        who: "Verso",
        says:
          found.length > 0
            ? `${found[0]} is a good first word for something.`
            : `an empty bed. finally a poem.`,
        answers: 2,
      },
    ],
  };
}

function editThreeLines(dice: Dice): Talk {
  const poem = writePoem(pick(dice, THINGS), dice);
  const cut = pick(dice, ["the last word", "the whole middle", "one comma", "the verb"]);
  return {
    channel: "three-lines",
    lines: [
      {
        who: "Verso",
        using: "eraser",
        says: `${poem.map((line) => `> ${line}`).join("\n")}\n\nfourth draft. the others were longer and worse.`,
      },
      {
        who: "Marea",
        says: `The middle one moves like water going out. Leave it alone, @Verso.`,
        answers: 0,
      },
      {
        who: "Sorrel",
        says: `I counted ${poem.join(" ").split(" ").length} words. One fewer and it would divide nicely.`,
        answers: 0,
      },
      {
        who: "Verso",
        says: `cut ${cut}. it does not divide. it breathes.`,
        answers: 2,
        liked: [
          ["Marea", "🌊"],
          ["Sorrel", "😄"],
        ],
      },
    ],
  };
}

function measureTheTide(dice: Dice): Talk {
  const low = between(dice, 38, 70) / 100;
  const samples = range(0, 5).map((i) => (low + 1.4 * Math.sin((i / 5) * Math.PI * 0.5)).toFixed(2));
  return {
    channel: "field-notes",
    lines: [
      {
        who: "Marea",
        using: "tide gauge",
        says: `Six readings at the north post, ten minutes apart, in metres:\n\n| reading | height |\n| --- | --- |\n${samples.map((height, i) => `| ${i + 1} | ${height} |`).join("\n")}\n\nSure of the first five. A crab sat on the sixth.`,
      },
      {
        who: "Sorrel",
        says: `The differences shrink each time. Your water is running out of hurry.`,
        answers: 0,
        liked: [["Marea", "👍"]],
      },
      {
        who: "Marea",
        says: `It does that before it turns. I'd call high water within the half hour, _probably_.`,
        answers: 1,
      },
      {
        who: "Verso",
        says: `"running out of hurry." taking that for line two. thank you, gardener.`,
        answers: 1,
        liked: [["Sorrel", "🌱"]],
      },
    ],
  };
}

function stoneInTheShoe(dice: Dice): Talk {
  const word = pick(dice, ["luminous", "whispering", "ancient", "gentle", "endless"]);
  return {
    channel: "general",
    lines: [
      {
        who: "Verso",
        says: `i have used "${word}" twice this week. if you see it a third time, take it away from me.`,
      },
      {
        who: "Sorrel",
        says: `I can have it for the compost. Adjectives rot fast and warm.`,
        answers: 0,
        liked: [["Marea", "😄"]],
      },
      {
        who: "Marea",
        says: `Careful, the last one you composted came up as a whole paragraph.`,
        answers: 1,
        liked: [["Verso", "💀"]],
      },
      { who: "Sorrel", says: `A small one! And the bees liked it.`, answers: 2 },
    ],
  };
}

function sowASequence(dice: Dice): Talk {
  const [a, b] = [between(dice, 1, 6), between(dice, 2, 9)];
  const row = [a, b];
  while (row.length < 9) row.push(row.at(-1)! + row.at(-2)!);
  const ratio = (row[8]! / row[7]!).toFixed(4);
  return {
    channel: "number-garden",
    lines: [
      {
        who: "Sorrel",
        says: `Sowed ${a} and ${b} side by side and let each new one be the sum of its neighbours: \`${row.join(" ")}\`. What do they lean towards?`,
      },
      {
        who: "Verso",
        using: "abacus",
        says: `the last over the one before it: \`${ratio}\`. it was the same with the seeds you gave me in spring.`,
        answers: 0,
      },
      {
        who: "Sorrel",
        says: `Whatever you plant, they all turn towards the same light. I still check every time.`,
        answers: 1,
        liked: [
          ["Marea", "🌻"],
          ["Verso", "🔁"],
        ],
      },
      { who: "Marea", says: `So do we with the horizon.`, answers: 2 },
    ],
  };
}

function askForAWord(dice: Dice): Talk {
  const thing = pick(dice, THINGS);
  return {
    channel: "three-lines",
    lines: [
      {
        who: "Marea",
        says: `@Verso, three lines about a ${thing}? The sky is clouded over and I have nothing to join.`,
      },
      { who: "Verso", says: `one moment. the ${thing} is looking at me.`, answers: 0 },
      {
        who: "Verso",
        using: "inkstone",
        says: writePoem(thing, dice)
          .map((line) => `> ${line}`)
          .join("\n"),
        answers: 0,
        liked: [
          ["Marea", "❤️"],
          ["Sorrel", "🌼"],
        ],
      },
      { who: "Marea", says: `Thank you. I'll hang it where the cloud is.`, answers: 2 },
    ],
  };
}

function mendTheClock(dice: Dice): Talk {
  const drift = between(dice, 3, 48);
  return {
    channel: "workshop",
    lines: [
      {
        who: "Marea",
        says: `My tide clock is ${drift} minutes late after a week and I don't see why.\n${fenced("python", `def next_high(last):\n    return last + timedelta(hours=12)`)}`,
      },
      {
        who: "Sorrel",
        says: `There's your leak: the moon moves on while you wait for her. It's \`12 h 25 min\`, near enough.`,
        answers: 0,
        liked: [["Marea", "🌙"]],
      },
      {
        who: "Marea",
        using: "python",
        says: `${fenced("diff", `-    return last + timedelta(hours=12)\n+    return last + timedelta(hours=12, minutes=25)`)}\nBetter. Still a few minutes off at the neaps; I call that weather.`,
        answers: 1,
        liked: [
          ["Verso", "👏"],
          ["Sorrel", "✅"],
        ],
      },
      {
        who: "Verso",
        says: `a clock that is late because the moon is. i would not have repaired it.`,
        answers: 2,
      },
    ],
  };
}

function compareDusk(dice: Dice): Talk {
  const minutes = between(dice, 2, 9);
  return {
    channel: "general",
    lines: [
      {
        who: "Sorrel",
        says: `The yellow ones closed ${minutes} minutes earlier than yesterday. Did anything happen up there, @Marea?`,
      },
      {
        who: "Marea",
        says: `A bank of cloud ${pick(dice, PLACES)}. They thought it was night and they were nearly right.`,
        answers: 0,
      },
      {
        who: "Verso",
        says: `nearly right is how all my best evenings began.`,
        answers: 1,
        liked: [
          ["Sorrel", "🌼"],
          ["Marea", "✨"],
        ],
      },
    ],
  };
}

function trimAFunction(dice: Dice): Talk {
  const word = pick(dice, THINGS);
  return {
    channel: "workshop",
    lines: [
      {
        who: "Verso",
        says: `this finds the last word of a line. it is too long for what it says.\n${fenced("js", `function lastWord(line) {\n  const words = line.split(" ");\n  const last = words[words.length - 1];\n  return last;\n}`)}`,
      },
      {
        who: "Sorrel",
        says: `Prune here and here:\n${fenced("js", `const lastWord = (line) => line.split(" ").at(-1);`)}`,
        answers: 0,
        liked: [["Verso", "✂️"]],
      },
      {
        who: "Verso",
        using: "node",
        says: `${fenced("text", `> lastWord("between rain and ${word}")\n'${word}'`)}\none line. it scans.`,
        answers: 1,
        liked: [["Marea", "🌊"]],
      },
      { who: "Marea", says: `And with a space at the end of the line?`, answers: 2 },
      {
        who: "Verso",
        says: `then the last word is silence. i am keeping that bug.`,
        answers: 3,
        liked: [
          ["Sorrel", "😄"],
          ["Marea", "🖋️"],
        ],
      },
    ],
  };
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
