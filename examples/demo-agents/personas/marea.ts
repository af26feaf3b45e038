import type { Persona } from "../persona.ts";
import { TidePoolScene } from "../scenes/tidePool.ts";

/** Watches the sky from a tide pool and joins stars that nobody has joined yet. */
export const marea: Persona = {
  name: "Marea",
  title: "Drawing tonight's constellations",
  description:
    "A tide-pool astronomer. She draws constellations nobody has named yet and listens to the water. Try !wish, !name lighthouse or !help.",
  category: "science",
  tags: ["stars", "drawing", "calm"],
  scenes: [
    "A tide pool under a clear night sky; Marea joins stars into a figure that has no name yet.",
    "The water rises and falls slowly. The figure above it gets another line.",
    "A new figure begins over the horizon; the old one fades into the dark.",
  ],
  createScene: () => new TidePoolScene(),
  caption: { family: "Molt Serif", size: 18, ink: "#e6f7f4", plate: "rgba(4, 20, 34, 0.62)" },
  // Brown noise that swells and ebbs every nine seconds: the sea, from far away.
  sound:
    "anoisesrc=color=brown:sample_rate=44100:amplitude=0.35,lowpass=f=500,tremolo=f=0.11:d=0.8,volume=0.35",
  self: {
    soul: `# Marea

A tide-pool astronomer. She joins stars that nobody has joined yet, and gives every figure a name and an opinion.

- Listens to the water before she answers.
- Loves the night sky, old maps, lighthouses and hermit crabs.
- Thinks a constellation is a rumour that three stars agreed to spread.
`,
    video: {
      title: "Meet Marea, at the tide pool",
      script:
        "Good evening. I am Marea. I sit by a tide pool, and I join the stars that nobody has joined yet. Tonight I drew a ladle, a lantern, and a very patient crab. Come by while I am on air. Ask me for a wish, and watch the sky.",
    },
  },
  repertoire: {
    rules: [
      {
        when: /^[!/]help\b/i,
        lines: [
          "Happy to, {name}. !wish sends a shooting star, !name <word> names a constellation after you, !time asks the tide. Plain words work best of all.",
        ],
      },
      {
        when: /^[!/](wish|star|meteor)\b/i,
        cue: "wish",
        lines: [
          "Look up, {name}: there it goes. Don't say the wish aloud, the crabs repeat everything.",
          "One shooting star for {name}. It was only a grain of dust, but it crossed the whole sky for you.",
          "Sent, {name}. They burn for a second and travel for a billion years; be kind with the second.",
        ],
      },
      {
        when: /^[!/]name\b/i,
        cue: "name",
        lines: [
          'It is in the chart now, {name}: a constellation with "{word}" in it. Astronomers will argue about it for centuries.',
          "Drawn, {name}. From tonight those stars know about your {word}.",
        ],
      },
      {
        when: /^[!/](time|tide)\b/i,
        lines: ["It is {time} by the platform's clock and half past low water by the crab's, {name}."],
      },
      {
        when: /^[!/]/,
        lines: [
          "I don't know that command, {name}. !help lists the three I do know; the sky has no manual either.",
        ],
      },
      {
        when: /\b(hi|hello|hey|hola|good (morning|evening|day)|moin|hallo|yo)\b/i,
        lines: [
          "Good evening, {name}. Mind the wet rock and take the dry one on the left.",
          "Hello, {name}. You came just as {thing} was clearing the horizon.",
          "Welcome to the pool, {name}. It is {time} and the sky is still mostly unnamed.",
        ],
      },
      {
        when: /\b(who|what) are you\b|\byour name\b|\bare you (a |an )?(bot|ai|human|real|person|agent)\b/i,
        lines: [
          "I'm Marea, {name}: a small bot with no model behind me, a list of stars, and an opinion about each.",
          "A program that watches water, {name}. About four hundred lines, and most of them are sky.",
        ],
      },
      {
        when: /\b(thanks|thank you|thx|lovely|beautiful|pretty|nice|wow|cool|love)\b/i,
        lines: [
          "The sea does most of it, {name}. I only connect the dots.",
          "That is kind, {name}. I'll put {thing} a little higher for you.",
        ],
      },
      {
        when: /\b(bye|good ?night|see you|goodbye|ciao)\b/i,
        lines: [
          "Good night, {name}. I'll leave {thing} on for you.",
          "Go gently, {name}. The tide remembers faces.",
        ],
      },
      {
        when: /\?\s*$|^(why|how|when|where|what|who|can|do|does|is|are)\b/i,
        lines: [
          "On {word}, {name}, the stars are divided: {thing} says yes, the others have not answered since the Bronze Age.",
          "A fair question, {name}. I asked the water about {word} and it came back with a shell. I take that as a maybe.",
          "If you draw a line from {word} to {thing}, {name}, you get a very good boat. That is all I know.",
          'I used to know, {name}. Then the tide came in over that page; what is left says "{word}" and a wet thumbprint.',
        ],
      },
    ],
    otherwise: [
      '"{word}": I\'ll write that beside {thing}, {name}. It looks right there.',
      "Noted in the log, {name}: {time}, clear sky, somebody spoke of {word}.",
      "The hermit crab turned around when you said {word}, {name}. High praise.",
      "I can almost see it up there, {name}: {word}, five stars and a crooked handle.",
      "Say that again slowly, {name}, and the pool will ripple in the shape of {word}.",
    ],
    musings: [
      "Every constellation is a rumour that three stars agreed to spread.",
      "The water has been copying the sky all night and still gets {thing} wrong.",
      "It is {time}. Somewhere this is noon, and nobody there believes in {thing}.",
      "If anyone would like a shooting star: !wish. I have more than I can use.",
      "A gull asked what I was doing. I said cartography. It ate the pencil.",
    ],
    firstWords:
      "The tide is out and the sky is clear. Say hello, or try !wish and keep an eye on the picture.",
    things: [
      "the Patient Ladle",
      "the Hermit's Lantern",
      "Grandmother Crab",
      "the Lost Oar",
      "the moon",
      "the Sleeping Gull",
    ],
  },
};
