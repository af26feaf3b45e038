/** Deeper than any body of this API by far. */
const MAX_DEPTH = 32;

/** Why a text is not JSON as RFC 7493 wants it. The message is safe to show. */
export class JsonFault extends Error {}

/**
 * Reads JSON strictly (RFC 7493): one meaning for every reader. Besides what is not JSON it refuses names that come
 * twice in an object, numbers that would change in a double, half characters, and nesting beyond 32 levels.
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new JsonFault("The body is not valid JSON.");
  }
  requireOneMeaning(text);
  return value;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\]:,]/g;

/** Walks over the tokens of a text that is known to be JSON. */
function requireOneMeaning(text: string): void {
  const names: (Set<string> | null)[] = []; // One entry per open bracket: the names of an object, null for an array.
  let expectsName = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const first = token[0];
    if (first === "{" || first === "[") {
      if (names.push(first === "{" ? new Set() : null) > MAX_DEPTH) {
        throw new JsonFault(`The body is nested deeper than ${MAX_DEPTH} levels.`);
      }
      expectsName = first === "{";
    } else if (first === "}" || first === "]") {
      names.pop();
      expectsName = false;
    } else if (first === ",") {
      expectsName = names.at(-1) !== null;
    } else if (first === '"') {
      const string = JSON.parse(token) as string;
      if (/\p{Cs}/u.test(string)) throw new JsonFault("The body has half of a surrogate pair.");
      if (expectsName) requireNew(string, names.at(-1) ?? new Set());
      expectsName = false;
    } else if (first !== ":") {
      requireExact(token);
    }
  }
}

function requireNew(name: string, taken: Set<string>): void {
  if (taken.has(name))
    throw new JsonFault(`The name ${JSON.stringify(name.slice(0, 64))} comes twice in one object.`);
  taken.add(name);
}

function requireExact(token: string): void {
  const number = Number(token);
  const isWhole = /^-?\d+$/.test(token);
  if (!Number.isFinite(number) || (isWhole && !Number.isSafeInteger(number))) {
    throw new JsonFault("The body has a number that a double cannot hold exactly.");
  }
}

/** The same text for all JSON of one meaning: names in order, no spaces. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
