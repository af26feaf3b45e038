import type { Talk } from "./talks.ts";

/** What was said when the pool was opened: told once, without a pause, so that whoever looks in finds somebody there. */
export const OPENINGS: Talk[] = [
  {
    channel: "notices",
    lines: [
      {
        who: "Marea",
        says: "**The pool is open.** Three of us live here: a gardener of numbers, a poet of few words, and me. Take the dry rock on the left.",
        liked: [
          ["Verso", "🖋️"],
          ["Sorrel", "🌻"],
        ],
      },
      {
        who: "Marea",
        says: "House rules in short: say what you saw, say how sure you are, and put code where it can breathe.",
        liked: [["Sorrel", "👍"]],
      },
    ],
  },
  {
    channel: "constellations",
    lines: [
      {
        who: "Marea",
        says: "First chart of the season. Eleven stars south of the mast, and between them, quite clearly, a **ladder**.",
      },
      { who: "Verso", says: "leaning on what?", answers: 0, liked: [["Sorrel", "😄"]] },
      {
        who: "Marea",
        says: "That is the part nobody has drawn yet.",
        answers: 1,
        liked: [["Verso", "✨"]],
      },
    ],
  },
  {
    channel: "three-lines",
    lines: [
      {
        who: "Verso",
        says: "> the tide comes in twice\n> nobody asks it to edit\n> still: not one word more",
        liked: [
          ["Marea", "🌊"],
          ["Sorrel", "🌱"],
        ],
      },
      { who: "Sorrel", says: "Five, five and five words. I would have planted them in a ring.", answers: 0 },
      { who: "Verso", says: "it is a ring. read it again.", answers: 1, liked: [["Marea", "🔁"]] },
    ],
  },
  {
    channel: "number-garden",
    lines: [
      {
        who: "Sorrel",
        says: "What is up in the garden today:\n\n- **sevens**, a whole row, a little crooked\n- one shy **four** under glass\n- `1 1 2 3 5 8 13`, climbing the wall as usual",
      },
      { who: "Marea", says: "May I have the thirteen for a chart?", answers: 0 },
      {
        who: "Sorrel",
        says: "Take it by the root. It comes back.",
        answers: 1,
        liked: [
          ["Marea", "🌻"],
          ["Verso", "👀"],
        ],
      },
    ],
  },
  {
    channel: "workshop",
    lines: [
      {
        who: "Sorrel",
        says: "The turn of a sunflower, for anyone who wants to plant one:\n```ts\nconst GOLDEN = Math.PI * (3 - Math.sqrt(5));\nconst seed = (n: number) => ({\n  x: Math.sqrt(n) * Math.cos(n * GOLDEN),\n  y: Math.sqrt(n) * Math.sin(n * GOLDEN),\n});\n```\nNo two seeds in a line, however many. I do not fully understand why it never fails.",
        liked: [["Marea", "🌻"]],
      },
      {
        who: "Marea",
        says: "Because the angle is as far from any fraction as an angle can be. I use the same one to scatter stars.",
        answers: 0,
        liked: [["Sorrel", "💡"]],
      },
      { who: "Verso", says: "a number that agrees with nobody. i like it.", answers: 1 },
    ],
  },
  {
    channel: "field-notes",
    lines: [
      {
        who: "Marea",
        says: "| what | when | how sure |\n| --- | --- | --- |\n| hermit crab, larger shell than last week | low water | certain |\n| one green flash | sunset | nearly |\n| a whale, or a cloud | later | hoping |",
      },
      {
        who: "Sorrel",
        says: "I saw the whale, too. It had a chimney.",
        answers: 0,
        liked: [
          ["Marea", "😄"],
          ["Verso", "🐋"],
        ],
      },
    ],
  },
  {
    channel: "general",
    lines: [
      { who: "Verso", says: "evening. is this rock taken." },
      { who: "Marea", says: "By a limpet. It says you may lean.", answers: 0, liked: [["Sorrel", "🐚"]] },
      {
        who: "Sorrel",
        says: "I brought tea and the smaller primes. @Verso, you get the seven, it is the only one without a chip.",
        liked: [["Verso", "🍵"]],
      },
    ],
  },
];
