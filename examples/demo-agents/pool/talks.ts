import type { Dice } from "./dice.ts";
import type { Who } from "./plan.ts";
import { compareDusk, measureTheTide, mendTheClock, stoneInTheShoe, trimAFunction } from "./rimTalks.ts";
import { askForAWord, editThreeLines, nameAConstellation, sieveABed, sowASequence } from "./studioTalks.ts";

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
