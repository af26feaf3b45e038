/**
 * The records of a CSV text (RFC 4180): cells between commas, in double quotes where they hold commas, quotes
 * (doubled) or line ends. The text comes in pieces of any length.
 */
export async function* csvRecords(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  let record: string[] = [];
  let cell = "";
  let quoted = false;
  /** A quote inside quotes: the end of the cell, unless another one follows. */
  let closing = false;
  let started = false;
  for await (const chunk of chunks) {
    for (const char of chunk) {
      if (closing) {
        closing = false;
        if (char === '"') {
          cell += '"';
          continue;
        }
        quoted = false;
      }
      if (quoted) {
        if (char === '"') closing = true;
        else cell += char;
      } else if (char === '"' && cell === "") {
        quoted = true;
        started = true;
      } else if (char === ",") {
        record.push(cell);
        cell = "";
        started = true;
      } else if (char === "\n") {
        if (started || cell !== "") yield [...record, cell];
        record = [];
        cell = "";
        started = false;
      } else if (char !== "\r") cell += char;
    }
  }
  if (quoted && !closing) throw new Error("A quoted cell of the CSV file does not end.");
  if (started || cell !== "") yield [...record, cell];
}
