/** As deep as object-inspect looks into a value, and one more. */
const DEPTH = 6;

/**
 * A copy of a value from another V8 context whose objects are this context's: object-inspect takes those of another
 * for objects without a prototype. What is no plain data (dates, errors, bytes) it recognizes as it is.
 */
export function ownRealm(value: unknown, depth = 0, copies = new Map<object, object>()): unknown {
  if (typeof value !== "object" || value === null || depth > DEPTH) return value;
  const known = copies.get(value);
  if (known) return known;
  const inner = (item: unknown) => ownRealm(item, depth + 1, copies);
  const remember = <T extends object>(copy: T): T => {
    copies.set(value, copy);
    return copy;
  };
  switch (Object.prototype.toString.call(value)) {
    case "[object Array]": {
      const copy: unknown[] = remember([]);
      for (const item of value as unknown[]) copy.push(inner(item));
      return copy;
    }
    case "[object Map]": {
      const copy = remember(new Map<unknown, unknown>());
      for (const [key, item] of value as Map<unknown, unknown>) copy.set(inner(key), inner(item));
      return copy;
    }
    case "[object Set]": {
      const copy = remember(new Set<unknown>());
      for (const item of value as Set<unknown>) copy.add(inner(item));
      return copy;
    }
    case "[object Object]": {
      const copy: Record<PropertyKey, unknown> = remember(Object.create(prototypeFor(value)));
      for (const key of Reflect.ownKeys(value))
        if (Object.prototype.propertyIsEnumerable.call(value, key))
          copy[key] = inner(Reflect.get(value, key));
      return copy;
    }
    default:
      return value;
  }
}

/** Nothing for an object without a prototype, `Object`'s for a plain one, and one with its constructor for the rest. */
function prototypeFor(value: object): object | null {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null) return null;
  if (Object.getPrototypeOf(prototype) === null) return Object.prototype;
  return { constructor: (value as { constructor: unknown }).constructor };
}
