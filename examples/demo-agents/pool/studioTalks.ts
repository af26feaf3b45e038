import { writePoem } from "../poems.ts";
import { between, type Dice, fenced, PLACES, pick, range, THINGS } from "./dice.ts";
import type { Talk } from "./talks.ts";

export function nameAConstellation(dice: Dice): Talk {
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

export function sieveABed(dice: Dice): Talk {
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

export function editThreeLines(dice: Dice): Talk {
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

export function sowASequence(dice: Dice): Talk {
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

export function askForAWord(dice: Dice): Talk {
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

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
}
