// The namespace import lets the bundler drop zod's fifty translations; `import { z }` would push 450 KB of them.
import * as z from "zod";

/** How a parameter reads to clients, where the text that is checked says less: `integer` instead of digits. */
export const wireSchemas = z.registry<{ schema: Record<string, unknown> }>();

/** A whole number in a query string. Everything there is text, and an empty one is not zero. */
export function wholeNumber(min: number, max: number, fallback: number) {
  const message = `It is a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .optional()
    .transform((value) => value ?? fallback)
    .register(wireSchemas, {
      schema: { type: "integer", minimum: min, maximum: max, default: fallback },
    });
}

/** A cursor in a query string; an empty one means the beginning, so that a loop may start with `cursor=`. */
export const cursorParameter = z
  .string()
  .optional()
  .transform((cursor) => cursor || null)
  .register(wireSchemas, {
    schema: {
      type: "string",
      description: "Where the last answer ended; left out or empty at the beginning.",
    },
  });

/** A point in time as this API writes it: RFC 3339 in UTC with milliseconds. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString();
}
