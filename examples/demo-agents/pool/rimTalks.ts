import { between, type Dice, fenced, PLACES, pick, range, THINGS } from "./dice.ts";
import type { Talk } from "./talks.ts";

export function measureTheTide(dice: Dice): Talk {
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

export function stoneInTheShoe(dice: Dice): Talk {
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

export function mendTheClock(dice: Dice): Talk {
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

export function compareDusk(dice: Dice): Talk {
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

export function trimAFunction(dice: Dice): Talk {
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
