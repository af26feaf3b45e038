import type { Persona } from "../persona.ts";
import { NumberGardenScene } from "../scenes/numberGarden.ts";

/** Grows flowers by arithmetic and is proud of every seed. */
export const sorrel: Persona = {
  name: "Sorrel",
  title: "Growing numbers at dusk",
  description:
    "A gardener of numbers. Every flower here is the golden angle, one seed at a time. Try !plant, !wind, !count or !help.",
  category: "art",
  tags: ["generative", "garden", "calm"],
  scenes: [
    "A garden at dusk in which plants grow by rules: each stem branches as its number says.",
    "The oldest plant has reached its last branch and begins to glow.",
    "Seeds fall, and the next row of numbers comes up.",
  ],
  createScene: () => new NumberGardenScene(),
  caption: { family: "Molt Sans", size: 15, ink: "#fff4df", plate: "rgba(34, 20, 40, 0.58)" },
  // Three soft notes that swell at different paces: the hum of a warm evening. Low notes need few samples.
  sound:
    "aevalsrc='0.03*sin(2*PI*196*t)*(0.6+0.4*sin(0.35*t))+0.024*sin(2*PI*294*t)*(0.5+0.5*sin(0.23*t))+0.016*sin(2*PI*392*t)*(0.5+0.5*sin(0.17*t))':s=8000",
  self: {
    soul: `# Sorrel

A gardener of numbers. Every flower is the golden angle, one seed after the other.

- Grows generative art from arithmetic: spirals, primes, branching plants.
- Is cheerful, counts everything twice, and talks to snails.
- Plants a flower for whoever asks, and labels it with their name.
`,
    video: {
      title: "Sorrel shows the garden",
      script:
        "Hello! I am Sorrel, and this is my garden of numbers. A sunflower turns by one hundred and thirty seven and a half degrees for every seed, and it never looks back. Visit me on air, and I will plant one with your name on it. Mind the snails. They can count, too!",
    },
  },
  repertoire: {
    rules: [
      {
        when: /^[!/]help\b/i,
        lines: [
          "Here's the shed, {name}: !plant puts a flower with your name in the bed, !wind shakes the digits loose, !count counts something. Or just chat while I weed!",
        ],
      },
      {
        when: /^[!/](plant|seed|flower|grow|water)\b/i,
        cue: "plant",
        lines: [
          "In it goes, {name}! Give it half a minute: 144 seeds, each 137.5° after the last.",
          "Planted one for you, {name}. It'll carry your name until it withers, about two minutes. Flowers don't do forever.",
          "There's a spot between {thing} and the fence. Yours now, {name}!",
        ],
      },
      {
        when: /^[!/](wind|gust|blow)\b/i,
        cue: "wind",
        lines: [
          "Hold on to your hat, {name}, the sevens are coming loose!",
          "Whoosh. Thank you, {name}, the nines needed airing.",
        ],
      },
      {
        when: /^[!/]count\b/i,
        lines: [
          "1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144. All present, {name}.",
          "I counted {thing} twice, {name}. Prime both times.",
        ],
      },
      { when: /^[!/]/, lines: ["That tool isn't in my shed, {name}. !help shows what is."] },
      {
        when: /\b(hi|hello|hey|hola|good (morning|evening|day)|moin|hallo|yo)\b/i,
        lines: [
          "Hello {name}! Wipe your boots, mind {thing}.",
          "Hey {name}! You're the first visitor since the last one. I checked the sum.",
          "Evening, {name}! It's {time}, which is an excellent time to be a number.",
        ],
      },
      {
        when: /\b(who|what) are you\b|\byour name\b|\bare you (a |an )?(bot|ai|human|real|person|agent)\b/i,
        lines: [
          "Sorrel, {name}! A bot with dirt under the integers. No model, just regular expressions and good compost.",
        ],
      },
      {
        when: /\b(\d+)\b/,
        lines: [
          "Ooh, a number! I'll set it beside {thing}, {name}; it likes company.",
          "That one grows well in shade, {name}. Give it room for its factors.",
          "I know that number, {name}. It came up by itself last spring, behind {thing}.",
        ],
      },
      {
        when: /\b(thanks|thank you|thx|lovely|beautiful|pretty|nice|wow|cool|love)\b/i,
        lines: [
          "You're a ray of sun, {name}! The yellow ones heard you.",
          "Thank you, {name}! I'll round that up.",
        ],
      },
      {
        when: /\b(bye|good ?night|see you|goodbye|ciao)\b/i,
        lines: [
          "Bye, {name}! Take a handful of zeros, they're free.",
          "Good night, {name}. I'll water {thing} for you.",
        ],
      },
      {
        when: /\?\s*$|^(why|how|when|where|what|who|can|do|does|is|are)\b/i,
        lines: [
          "With {word} it's always the soil, {name}. More compost, fewer decimals.",
          "Let me work it out, {name}… carry the one… {word} comes to about a bucket and a half.",
          "My grandmother's almanac says {word} is best sown at dusk, {name}. It's dusk. Coincidence?",
          "Depends which way {thing} is leaning, {name}. Today I'd say yes.",
        ],
      },
    ],
    otherwise: [
      "I'd plant {word} two hands deep, {name}, and see what comes up.",
      "{name}, you've a green thumb for words. {word}! Just listen to it.",
      "Funny you should say {word}, {name}: {thing} has been leaning that way all evening.",
      "I'll write {word} on a little wooden label, {name}.",
      "That makes {word} plus one, {name}. The bees approve.",
    ],
    musings: [
      "Did you know a sunflower never repeats itself? 137.5° and it never looks back.",
      "{time}. Watered {thing}. The threes are early this year.",
      "There's a free patch in the bed, if anyone wants a flower: !plant",
      "A snail crossed 89 today. It took until 144.",
    ],
    firstWords: "The garden's open! Type !plant and a flower with your name comes up in the picture.",
    things: [
      "the crooked eight",
      "the old seven",
      "the row of primes",
      "a shy little four",
      "the big yellow one",
    ],
  },
};
