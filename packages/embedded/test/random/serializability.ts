/**
 * Decides whether a history of list-append transactions is strictly serializable, after the method of Elle
 * (Kingsbury and Alvaro, VLDB 2020): every append writes a value that is written nowhere else, so a list that was
 * read tells which transactions came before the reader and in which order they wrote. From that follows a graph:
 *
 * - ww: two transactions wrote neighbouring elements of one list;
 * - wr: a transaction read a list that ends with what another one wrote;
 * - rw: a transaction read a list that ends just before what another one wrote;
 * - rt: a transaction had been answered before another one was sent.
 *
 * A history that has a serial order which respects real time has no cycle here; a cycle is the proof that it has
 * none. What needs no graph is looked for first: values from nowhere, from transactions that failed, from the
 * middle of transactions, twice in a list, lists that contradict each other, and acknowledged values that are gone.
 */

export type Step =
  | { type: "append"; key: string; value: number }
  | { type: "read"; key: string; list: number[] };

export interface HistoryTransaction {
  /** Milliseconds on one clock for all clients. */
  readonly startedAt: number;
  /** `null` when the answer never came: it may have committed or not. */
  readonly endedAt: number | null;
  /** What it did, in order, with what it read. */
  readonly steps: readonly Step[];
  /** Values that it wrote and took back, as a whole or in a nested call: nobody may ever read them. */
  readonly undone: readonly number[];
}

type EdgeKind = "ww" | "wr" | "rw" | "rt";

/** Edges by source, then by target. Where several kinds join the same two, the first one stands for all. */
type Graph = Map<number, Map<number, EdgeKind>>;

/**
 * Returns what is wrong with a history, or an empty list. It should end with reads of every key that began after
 * all else was answered: without them values that were lost after the last read go unnoticed.
 */
export function anomalies(history: readonly HistoryTransaction[]): string[] {
  const found: string[] = [];
  const writerOf = new Map<number, number>();
  const undone = new Set<number>();
  for (const [i, transaction] of history.entries()) {
    for (const value of transaction.undone) undone.add(value);
    for (const step of transaction.steps) if (step.type === "append") writerOf.set(step.value, i);
  }
  const orders = versionOrders(history, found);
  for (const list of orders.values())
    for (const value of list)
      if (undone.has(value)) found.push(`aborted read: ${value} was written by a transaction that failed`);
      else if (!writerOf.has(value)) found.push(`garbage: nobody wrote ${value}`);
  for (const transaction of history) checkOwnView(transaction, found);
  checkIntermediate(history, writerOf, found);
  checkLost(history, orders, found);
  // A graph made from lists that contradict each other would have cycles that mean nothing.
  if (found.length > 0) return found;
  const graph = dependencies(history, orders, writerOf);
  addRealTime(graph, history);
  return components(graph, history.length).map((component) => describeCycle(graph, component));
}

/** The longest list that was read of every key. All others must be beginnings of it. */
function versionOrders(history: readonly HistoryTransaction[], found: string[]): Map<string, number[]> {
  const orders = new Map<string, number[]>();
  for (const { key, list } of foreignReads(history))
    if (list.length > (orders.get(key)?.length ?? -1)) orders.set(key, list);
  for (const { key, list } of foreignReads(history)) {
    const order = orders.get(key)!;
    const at = list.findIndex((value, i) => value !== order[i]);
    if (at >= 0)
      found.push(`incompatible order: ${key} was read as ${tail(list, at)} and as ${tail(order, at)}`);
  }
  for (const [key, list] of orders)
    if (new Set(list).size < list.length) found.push(`duplicate: ${key} holds a value twice`);
  return orders;
}

/** What each transaction read of others: its reads without what it had appended itself by then. */
function* foreignReads(
  history: readonly HistoryTransaction[],
): Generator<{ reader: number; key: string; list: number[] }> {
  for (const [reader, { steps }] of history.entries()) {
    const appended = new Map<string, number>();
    for (const step of steps)
      if (step.type === "append") appended.set(step.key, (appended.get(step.key) ?? 0) + 1);
      else {
        const own = appended.get(step.key) ?? 0;
        yield { reader, key: step.key, list: step.list.slice(0, Math.max(0, step.list.length - own)) };
      }
  }
}

/** Inside of one transaction a list changes by its own appends and by nothing else. */
function checkOwnView({ steps }: HistoryTransaction, found: string[]): void {
  const views = new Map<string, { list: number[] | null; appended: number[] }>();
  for (const step of steps) {
    const view = views.get(step.key) ?? { list: null, appended: [] };
    views.set(step.key, view);
    if (step.type === "append") view.appended.push(step.value);
    else {
      const expected = view.list
        ? [...view.list, ...view.appended]
        : [...step.list.slice(0, Math.max(0, step.list.length - view.appended.length)), ...view.appended];
      if (expected.join() !== step.list.join())
        found.push(`internal: ${step.key} was read as ${tail(step.list)} where ${tail(expected)} was due`);
      view.list = step.list;
      view.appended = [];
    }
  }
}

/** Nobody else sees a list that ends with an append which its transaction followed with another. */
function checkIntermediate(
  history: readonly HistoryTransaction[],
  writerOf: ReadonlyMap<number, number>,
  found: string[],
): void {
  const followed = new Set<number>();
  for (const { steps } of history) {
    const last = new Map<string, number>();
    for (const step of steps) {
      if (step.type !== "append") continue;
      if (last.has(step.key)) followed.add(last.get(step.key)!);
      last.set(step.key, step.value);
    }
  }
  for (const { reader, key, list } of foreignReads(history)) {
    const value = list.at(-1);
    if (value !== undefined && followed.has(value) && writerOf.get(value) !== reader)
      found.push(`intermediate read: ${key} ended with ${value}, which its transaction went on from`);
  }
}

/** What was acknowledged is there at the end. */
function checkLost(
  history: readonly HistoryTransaction[],
  orders: ReadonlyMap<string, number[]>,
  found: string[],
): void {
  const kept = new Map([...orders].map(([key, list]) => [key, new Set(list)]));
  for (const { steps, endedAt } of history)
    for (const step of steps)
      if (step.type === "append" && endedAt !== null && !kept.get(step.key)?.has(step.value))
        found.push(`lost: ${step.value} was acknowledged and is not in ${step.key}`);
}

function dependencies(
  history: readonly HistoryTransaction[],
  orders: ReadonlyMap<string, number[]>,
  writerOf: ReadonlyMap<number, number>,
): Graph {
  const graph: Graph = new Map();
  for (const list of orders.values())
    for (let i = 1; i < list.length; i++)
      join(graph, writerOf.get(list[i - 1]!)!, writerOf.get(list[i]!)!, "ww");
  for (const { reader, key, list } of foreignReads(history)) {
    const order = orders.get(key)!;
    if (list.length > 0) join(graph, writerOf.get(list.at(-1)!)!, reader, "wr");
    if (list.length < order.length) join(graph, reader, writerOf.get(order[list.length]!)!, "rw");
  }
  return graph;
}

/**
 * Joins what ended before something began. Only the newest ends are kept at hand: whoever ended before one of them
 * began is joined to it already, and through it to all that follows.
 */
function addRealTime(graph: Graph, history: readonly HistoryTransaction[]): void {
  const moments = history.flatMap(({ startedAt, endedAt }, i) => [
    { at: startedAt, i, ends: false },
    ...(endedAt === null ? [] : [{ at: endedAt, i, ends: true }]),
  ]);
  // In doubt two transactions are taken to overlap, so that a coarse clock accuses nobody.
  moments.sort((a, b) => a.at - b.at || Number(a.ends) - Number(b.ends));
  const frontier = new Set<number>();
  for (const { i, ends } of moments) {
    if (!ends) {
      for (const before of frontier) join(graph, before, i, "rt");
      continue;
    }
    for (const before of [...frontier])
      if (history[before]!.endedAt! < history[i]!.startedAt) frontier.delete(before);
    frontier.add(i);
  }
}

function join(graph: Graph, from: number, to: number, kind: EdgeKind): void {
  if (from === to) return;
  const targets = graph.get(from) ?? new Map<number, EdgeKind>();
  graph.set(from, targets);
  if (!targets.has(to)) targets.set(to, kind);
}

/** The strongly connected components with more than one member (Tarjan, without recursion). */
function components(graph: Graph, size: number): Set<number>[] {
  const order = new Int32Array(size).fill(-1);
  const lowest = new Int32Array(size);
  const open: number[] = [];
  const isOpen = new Uint8Array(size);
  const found: Set<number>[] = [];
  let next = 0;
  for (let root = 0; root < size; root++) {
    if (order[root] !== -1) continue;
    const path: { node: number; targets: Iterator<number> }[] = [];
    const enter = (node: number) => {
      order[node] = lowest[node] = next++;
      open.push(node);
      isOpen[node] = 1;
      path.push({ node, targets: (graph.get(node) ?? new Map<number, EdgeKind>()).keys() });
    };
    enter(root);
    while (path.length > 0) {
      const { node, targets } = path.at(-1)!;
      const { value: target, done } = targets.next();
      if (!done) {
        if (order[target] === -1) enter(target);
        else if (isOpen[target]) lowest[node] = Math.min(lowest[node]!, order[target]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.node;
      if (parent !== undefined) lowest[parent] = Math.min(lowest[parent]!, lowest[node]!);
      if (lowest[node] !== order[node]) continue;
      const component = new Set(open.splice(open.lastIndexOf(node)));
      for (const member of component) isOpen[member] = 0;
      if (component.size > 1) found.push(component);
    }
  }
  return found;
}

/** A large component is not searched from all of its members: some short cycle is all that is wanted. */
const CYCLE_STARTS = 64;

/** A short cycle inside of a component, by the name that the literature gives to its kind. */
function describeCycle(graph: Graph, component: ReadonlySet<number>): string {
  let best: number[] | null = null;
  for (const start of [...component].slice(0, CYCLE_STARTS)) {
    const cycle = shortestCycle(graph, component, start);
    if (cycle && (!best || cycle.length < best.length)) best = cycle;
    if (best?.length === 2) break;
  }
  const nodes = best!;
  const kinds = nodes.map((node, i) => graph.get(node)!.get(nodes[(i + 1) % nodes.length]!)!);
  const path = nodes.map((node, i) => `${node} -${kinds[i]}-> `).join("");
  return `${nameOf(kinds)}: ${path}${nodes[0]}`;
}

function shortestCycle(graph: Graph, component: ReadonlySet<number>, start: number): number[] | null {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const node of queue)
    for (const target of graph.get(node)?.keys() ?? []) {
      if (target === start) {
        const cycle = [node];
        while (cycle[0] !== start) cycle.unshift(cameFrom.get(cycle[0]!)!);
        return cycle;
      }
      if (!component.has(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  return null;
}

function nameOf(kinds: readonly EdgeKind[]): string {
  const antiDependencies = kinds.filter((kind) => kind === "rw").length;
  const name =
    antiDependencies > 1 ? "G2" : antiDependencies === 1 ? "G-single" : kinds.includes("wr") ? "G1c" : "G0";
  return kinds.includes("rt") ? `${name}-realtime` : name;
}

function tail(list: readonly number[], at = Math.max(0, list.length - 4)): string {
  return `[${at > 1 ? "…" : ""}${list.slice(Math.max(0, at - 1), at + 4).join(",")}]`;
}
