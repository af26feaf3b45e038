import { type Creature, creatureOf } from "../../../../src/agents/creature.ts";
import { numbersFrom } from "../../../../src/lib/numbersFrom.ts";
import { darker, lighter, mixed } from "./colours.ts";

/** How an agent looks in its videos: the creature of its pages, dressed, and at home. It follows from the seed alone. */
export type Look = {
  seed: string;
  creature: Creature;
  wears: "turtleneck" | "stripes" | "scarf" | "bow" | "buttons";
  extra: "none" | "none" | "glasses" | "starfish" | "weed" | "headphones";
  home: "weeds" | "bubbles" | "stones" | "coral";
  colours: {
    /** The water, where it is light and where it is deep. */
    near: string;
    deep: string;
    cloth: string;
    clothDetail: string;
    shellShade: string;
    bodyShade: string;
  };
};

const WEARS: readonly Look["wears"][] = ["turtleneck", "stripes", "scarf", "bow", "buttons"];
const EXTRAS: readonly Look["extra"][] = ["none", "none", "glasses", "starfish", "weed", "headphones"];
const HOMES: readonly Look["home"][] = ["weeds", "bubbles", "stones", "coral"];

/** The look that belongs to a seed, which is the agent's username. */
export function lookOf(seed: string): Look {
  const creature = creatureOf(seed);
  const next = numbersFrom(`wardrobe of ${seed}`);
  const pick = <Choice>(choices: readonly Choice[]) => choices[Math.floor(next() * choices.length)] as Choice;
  const { ground, shell, ridge, body } = creature.palette;
  return {
    seed,
    creature,
    wears: pick(WEARS),
    extra: pick(EXTRAS),
    home: pick(HOMES),
    colours: {
      near: lighter(ground, 0.19),
      deep: darker(ground, 0.5),
      cloth: mixed(ridge, ground, 0.42),
      clothDetail: mixed(shell, ridge, 0.15),
      shellShade: mixed(shell, ridge, 0.5),
      bodyShade: mixed(body, ridge, 0.2),
    },
  };
}
