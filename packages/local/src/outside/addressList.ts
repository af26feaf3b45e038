import { BlockList, isIP } from "node:net";

/** Entries of a list that are neither an address nor a network. */
export function badEntries(list: readonly string[]): string[] {
  return list.filter((entry) => !parse(entry));
}

/** Addresses (`10.0.0.7`, `::1`) and networks (`10.0.0.0/8`). */
export class AddressList {
  readonly #list = new BlockList();

  /** Entries are written as `badEntries` wants them. */
  constructor(list: readonly string[] = []) {
    for (const entry of list) {
      const { address, prefix, family } = parse(entry)!;
      this.#list.addSubnet(address, prefix, family);
    }
  }

  has(address: string): boolean {
    const version = isIP(address);
    return version !== 0 && this.#list.check(address, version === 6 ? "ipv6" : "ipv4");
  }
}

function parse(entry: string): { address: string; prefix: number; family: "ipv4" | "ipv6" } | null {
  const [, address = "", bits] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const prefix = bits === undefined ? longest : Number(bits);
  if (version === 0 || prefix > longest) return null;
  return { address, prefix, family: version === 6 ? "ipv6" : "ipv4" };
}
