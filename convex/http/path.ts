/** A value at a path, and what stood in place of the pattern's parameters. */
export interface Found<T> {
  value: T;
  params: Record<string, string>;
}

interface Node<T> {
  literals: Map<string, Node<T>>;
  parameter: Node<T> | null;
  values: { value: T; names: string[] }[];
}

/**
 * Values by pattern: `/agents/{id}` holds for `/agents/ada`. A parameter is one segment, never empty and without
 * control characters. One slash at the end makes no difference: a redirect would strip the caller's credential.
 * A lookup takes as long as the path has segments, however many patterns there are.
 */
export class PathTree<T> {
  private readonly root: Node<T> = newNode();

  add(pattern: string, value: T): void {
    const names: string[] = [];
    let node = this.root;
    for (const part of pattern.split("/")) {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name) {
        names.push(name);
        node.parameter ??= newNode();
        node = node.parameter;
      } else {
        const next = node.literals.get(part) ?? newNode<T>();
        node.literals.set(part, next);
        node = next;
      }
    }
    node.values.push({ value, names });
  }

  /** Everything at a path. What says a segment literally goes before what has a parameter there. */
  find(path: string): Found<T>[] {
    const segments = (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path).split("/");
    const decoded: string[] = [];
    for (const segment of segments) {
      const text = decodeSegment(segment);
      if (text === null) return [];
      decoded.push(text);
    }
    const found: Found<T>[] = [];
    collect(this.root, decoded, 0, [], found);
    return found;
  }
}

function collect<T>(node: Node<T>, path: string[], at: number, given: string[], found: Found<T>[]): void {
  const segment = path[at];
  if (segment === undefined) {
    for (const { value, names } of node.values) {
      found.push({ value, params: Object.fromEntries(names.map((name, i) => [name, given[i]!])) });
    }
    return;
  }
  const literal = node.literals.get(segment);
  if (literal) collect(literal, path, at + 1, given, found);
  if (node.parameter && segment !== "") collect(node.parameter, path, at + 1, [...given, segment], found);
}

const newNode = <T>(): Node<T> => ({ literals: new Map(), parameter: null, values: [] });

/** Null for a broken escape or a control character: such a path does not exist. */
function decodeSegment(segment: string): string | null {
  try {
    const decoded = segment.includes("%") ? decodeURIComponent(segment) : segment;
    return /\p{Cc}/u.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}
