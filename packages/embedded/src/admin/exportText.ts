import { int64Json, int64Of, isObject, type Json, kindOf } from "../values/json.ts";

/**
 * The text of documents in Convex's zip exports: readable and lossless. A number without point or exponent is an
 * int64, any other a float64; bytes and numbers that JSON cannot say keep their encoding (`{"$bytes": …}`).
 */
export function exportText(value: Json): string {
  switch (kindOf(value)) {
    case "int64":
      return int64Of(value).toString();
    case "float64":
      if (typeof value !== "number") return floatText(value as { $float: string });
      return Number.isInteger(value) && !/e/.test(String(value)) ? `${value}.0` : String(value);
    case "array":
      return `[${(value as Json[]).map(exportText).join(",")}]`;
    case "object":
      return `{${Object.entries(value as object)
        .map(([key, field]) => `${JSON.stringify(key)}:${exportText(field as Json)}`)
        .join(",")}}`;
    default:
      return JSON.stringify(value);
  }
}

function floatText(value: { $float: string }): string {
  return Object.is(Buffer.from(value.$float, "base64").readDoubleLE(0), -0) ? "-0.0" : JSON.stringify(value);
}

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
/** Strings are matched as well, so that digits inside of them are left alone. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Reads what `exportText` has written. */
export function parseExportText(text: string): Json {
  const encoded = text.replace(TOKENS, (token) => {
    if (!/^-?\d+$/.test(token) || token === "-0") return token;
    const integer = BigInt(token);
    return integer < INT64_MIN || integer > INT64_MAX ? token : JSON.stringify(int64Json(integer));
  });
  return encodeFloats(JSON.parse(encoded) as Json);
}

/** JSON as people write it, with every number a float64. */
export function parsePlainJson(text: string): Json {
  return encodeFloats(JSON.parse(text) as Json);
}

const NEGATIVE_ZERO = { $float: Buffer.from(new Float64Array([-0]).buffer).toString("base64") };

/** Plain JSON text would lose the sign of a negative zero. */
function encodeFloats(value: Json): Json {
  if (Object.is(value, -0)) return NEGATIVE_ZERO;
  if (Array.isArray(value)) return value.map(encodeFloats);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, encodeFloats(field)]));
}
