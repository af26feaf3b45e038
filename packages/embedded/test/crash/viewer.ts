import { decodeTs } from "../../src/sync/protocol.ts";
import { SessionClient } from "./clients.ts";

interface Entry {
  readonly key: string;
  readonly seq: number;
}

/** A client that watches the newest entries and notices when it is shown something that cannot be. */
export class Viewer {
  readonly session = new SessionClient();
  readonly problems: string[] = [];
  /** Transitions and their bytes since the last connection was opened. */
  transitions = 0;
  /** The number of the newest entry, -1 before there is one. */
  newest = -1;
  private version: unknown = null;
  private live: () => void = () => {};

  constructor(private readonly n: number) {
    this.session.onMessage = (message) => {
      if (message.type === "Transition") this.transition(message as unknown as Transition);
    };
  }

  /** Connects and subscribes; resolves when the first result is there. */
  async watch(url: string): Promise<void> {
    this.version = null;
    this.transitions = 0;
    const live = new Promise<void>((resolve) => {
      this.live = resolve;
    });
    await this.session.connect(url);
    const add = { type: "Add", queryId: 0, udfPath: "ledger:tail", args: [{ n: this.n }], journal: null };
    this.session.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] });
    await live;
  }

  private transition({ startVersion, endVersion, modifications }: Transition): void {
    this.transitions++;
    if (this.version && JSON.stringify(startVersion) !== JSON.stringify(this.version))
      this.problems.push("a Transition does not begin where the last one ended");
    if (this.version && decodeTs(endVersion.ts) < decodeTs((this.version as { ts: string }).ts))
      this.problems.push("time went back");
    this.version = endVersion;
    for (const { type, value } of modifications)
      if (type === "QueryUpdated") this.shown(value);
      else this.problems.push(`${type} instead of a result`);
    if (modifications.length > 0) this.live();
  }

  private shown(entries: readonly Entry[]): void {
    const newest = entries[0]?.seq ?? -1;
    if (newest < this.newest) this.problems.push(`entry ${this.newest} was there and is gone`);
    if (entries.some(({ seq }, i) => seq !== newest - i)) this.problems.push(`a gap below entry ${newest}`);
    this.newest = newest;
  }
}

interface Transition {
  readonly startVersion: object;
  readonly endVersion: { readonly ts: string };
  readonly modifications: { readonly type: string; readonly value: Entry[] }[];
}
