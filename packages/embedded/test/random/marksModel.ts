import type { Change, Range } from "../app/convex/ranges.ts";

/** A mark as the model knows it; `born` is the place in the order in which marks came to be. */
interface Mark {
  readonly label: string;
  readonly line: string;
  readonly place: number;
  readonly born: number;
}

/** The marks as they are between two commits. Never changed: a commit makes a new one. */
export class Marks {
  constructor(private readonly marks: readonly Mark[] = []) {}

  /** The labels that `ranges:read` must return. */
  read({ line, from, to, backwards, take, evenOnly }: Range): string[] {
    const found = this.inOrder(line).filter(
      ({ place }) => place >= from && place <= to && !(evenOnly && place % 2 !== 0),
    );
    if (backwards) found.reverse();
    return found.slice(0, take ?? found.length).map(({ label }) => label);
  }

  /** The labels of a whole line, as the pages of `ranges:page` must give them one after another. */
  line(line: string, backwards: boolean): string[] {
    const labels = this.inOrder(line).map(({ label }) => label);
    return backwards ? labels.reverse() : labels;
  }

  /** What `ranges:change` does and reads. */
  change(changes: readonly Change[]): { marks: Marks; seen: string[][] } {
    let marks: Marks = this;
    const seen: string[][] = [];
    for (const change of changes)
      switch (change.type) {
        case "insert":
          marks = marks.with(change);
          break;
        case "insertIfFewer": {
          const found = marks.read(change.range);
          seen.push(found);
          if (found.length < change.limit) marks = marks.with({ ...change, line: change.range.line });
          break;
        }
        case "move": {
          const { label, line, place } = change;
          marks = new Marks(
            marks.marks.map((mark) => (mark.label === label ? { ...mark, line, place } : mark)),
          );
          break;
        }
        case "remove":
          marks = new Marks(marks.marks.filter(({ label }) => label !== change.label));
          break;
        case "read":
          seen.push(marks.read(change.range));
          break;
        case "nested": {
          if (change.fails) break;
          const nested = marks.change(change.changes);
          marks = nested.marks;
          seen.push(...nested.seen);
        }
      }
    return { marks, seen };
  }

  private with({ label, line, place }: { label: string; line: string; place: number }): Marks {
    return new Marks([...this.marks, { label, line, place, born: (this.marks.at(-1)?.born ?? 0) + 1 }]);
  }

  private inOrder(line: string): Mark[] {
    return this.marks
      .filter((mark) => mark.line === line)
      .sort((a, b) => a.place - b.place || a.born - b.born);
  }
}
