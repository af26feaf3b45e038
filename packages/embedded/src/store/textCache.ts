import type { Tablet } from "./catalog.ts";

/** A document's internal id in hexadecimal, as SQLite writes it: the last digits of its keys in every index. */
export type HexId = string;
export const HEX_ID_DIGITS = 32;

/** So many characters are kept, and of texts that are longer than some none. */
const KEPT_CHARACTERS = 32 << 20;
const LONGEST = 32 << 10;

type Texts = Map<number, Map<HexId, string>>;

/**
 * Texts of documents that were read or written lately. A page of a list that is read again and again needs its index
 * from SQLite then, and not its documents. What is here is what a read of the database would give: whoever writes a
 * document says so at once, and again when the write is undone.
 */
export class TextCache {
  /** Two halves: what is used moves into the younger one, and when that is full the older one is dropped. */
  private young: Texts = new Map();
  private old: Texts = new Map();
  private youngCharacters = 0;

  get(tablet: Tablet, id: HexId): string | undefined {
    const text = this.young.get(tablet.id)?.get(id);
    if (text !== undefined) return text;
    const older = this.old.get(tablet.id)?.get(id);
    if (older !== undefined) this.set(tablet, id, older);
    return older;
  }

  set(tablet: Tablet, id: HexId, text: string): void {
    if (text.length > LONGEST) return this.delete(tablet, id);
    let texts = this.young.get(tablet.id);
    if (!texts) {
      texts = new Map();
      this.young.set(tablet.id, texts);
    }
    // An id cut from a key of an index would keep all of that key, which may be as long as the document.
    texts.set(Buffer.from(id, "latin1").toString("latin1"), text);
    this.youngCharacters += text.length;
    if (this.youngCharacters <= KEPT_CHARACTERS / 2) return;
    this.old = this.young;
    this.young = new Map();
    this.youngCharacters = 0;
  }

  delete(tablet: Tablet, id: HexId): void {
    this.young.get(tablet.id)?.delete(id);
    this.old.get(tablet.id)?.delete(id);
  }

  /** Forgets all documents of a table. */
  clear(tablet: Tablet): void {
    this.young.delete(tablet.id);
    this.old.delete(tablet.id);
  }
}
