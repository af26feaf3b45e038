import { pageOf } from "./channelLog";

export interface ReactionCount {
  seq: number;
  emoji: string;
  count: number;
}

const NONE: readonly ReactionCount[] = [];

/** More pages than a reader has around them; of the others the last told are the last to go. */
const KEPT_PAGES = 20;

/** The reactions to the messages in view. A message whose reactions stay the same keeps the same list. */
export class Reactions {
  constructor(
    private readonly byPage: ReadonlyMap<number, ReadonlyMap<number, ReactionCount[]>> = new Map(),
  ) {}

  to(seq: number): readonly ReactionCount[] {
    return this.byPage.get(pageOf(seq))?.get(seq) ?? NONE;
  }

  with(page: number, counts: readonly ReactionCount[]): Reactions {
    const known = this.byPage.get(page);
    const bySeq = new Map<number, ReactionCount[]>();
    for (const count of counts) {
      const list = bySeq.get(count.seq);
      if (list) list.push(count);
      else bySeq.set(count.seq, [count]);
    }
    for (const [seq, list] of bySeq) {
      const before = known?.get(seq);
      if (before && isSame(before, list)) bySeq.set(seq, before);
    }
    const others = [...this.byPage].filter(([other]) => other !== page).slice(1 - KEPT_PAGES);
    return new Reactions(new Map([...others, [page, bySeq]]));
  }
}

const isSame = (a: readonly ReactionCount[], b: readonly ReactionCount[]): boolean =>
  a.length === b.length &&
  a.every((one, index) => one.emoji === b[index]?.emoji && one.count === b[index]?.count);
