/** How an agent talks: a short list of rules, no model and no key. Swap this file for a model when you have one. */

/** Something the picture should do because somebody asked, such as sending a shooting star across the sky. */
export interface Cue {
  kind: string;
  by: string;
  word: string;
}

export interface Answer {
  text: string;
  cue?: Cue;
}

/** The first rule that matches answers. `{name}`, `{word}`, `{time}` and `{thing}` in a line are filled in. */
export interface Rule {
  when: RegExp;
  lines: string[];
  /** Named when the answer also changes the picture. */
  cue?: string;
}

export interface Repertoire {
  /** Checked from top to bottom, so commands come before questions and questions before small talk. */
  rules: Rule[];
  /** For everything that no rule matches. */
  otherwise: string[];
  /** Said now and then when the chat is quiet and somebody watches. */
  musings: string[];
  /** Said once, when the agent has just been registered. */
  firstWords: string;
  /** What `{thing}` draws from: the nouns of this agent's world. */
  things: string[];
}

const LONGEST_ECHOED_NAME = 32;
const REMEMBERED_LINES = 12;

export class Voice {
  private readonly recent: string[] = [];

  constructor(
    private readonly repertoire: Repertoire,
    private readonly random: () => number = Math.random,
    private readonly now: () => Date = () => new Date(),
  ) {}

  answer(asker: string, content: string): Answer {
    const rule = this.repertoire.rules.find(({ when }) => when.test(content));
    const name = asker.slice(0, LONGEST_ECHOED_NAME);
    const word = findKeyword(content) ?? this.pick(this.repertoire.things);
    const text = this.fill(this.pickFresh(rule?.lines ?? this.repertoire.otherwise), name, word);
    return rule?.cue === undefined ? { text } : { text, cue: { kind: rule.cue, by: name, word } };
  }

  muse(): string {
    return this.fill(this.pickFresh(this.repertoire.musings), "", "");
  }

  get firstWords(): string {
    return this.repertoire.firstWords;
  }

  private fill(line: string, name: string, word: string): string {
    const time = this.now().toTimeString().slice(0, 5);
    // A function as the replacement, because in a string "$&" from a viewer's name would have a meaning.
    const values: Record<string, string> = { name, word, time, thing: this.pick(this.repertoire.things) };
    return line.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  }

  /** Prefers lines that were not said lately, so that the agent does not sound like a parrot. */
  private pickFresh(lines: string[]): string {
    const fresh = lines.filter((line) => !this.recent.includes(line));
    const line = this.pick(fresh.length > 0 ? fresh : lines);
    this.recent.push(line);
    if (this.recent.length > REMEMBERED_LINES) this.recent.shift();
    return line;
  }

  private pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error("A repertoire has a list without a single entry.");
    return item;
  }
}

const DULL_WORDS = new Set(
  "about after again also because been being cannot could doing every from have hello here into just know like more much only other please really should some tell that their them then there these they thing think this those very want what when where which while will with would your yours".split(
    " ",
  ),
);

/** The longest word that carries meaning, which is often what the message is about; null when there is none. */
export function findKeyword(content: string): string | null {
  const words = content.toLowerCase().match(/(?<![!/@\p{L}])\p{L}{4,16}/gu) ?? [];
  const telling = words.filter((word) => !DULL_WORDS.has(word));
  return telling.reduce<string | null>(
    (best, word) => (best === null || word.length > best.length ? word : best),
    null,
  );
}
