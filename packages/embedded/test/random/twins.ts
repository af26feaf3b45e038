import { onTestFinished } from "vitest";

type Method = (this: unknown, ...args: never[]) => unknown;

/**
 * Puts a broken method in the place of a sound one until the test ends, to see that a check notices. The method is
 * named by a string, since most of them are private; one that no longer exists fails the test.
 */
export function breakMethod<Broken extends Method>(
  prototype: object,
  name: string,
  breakIt: (sound: Broken) => Broken,
): void {
  const methods = prototype as Record<string, Method>;
  const sound = methods[name];
  if (typeof sound !== "function") throw new Error(`There is no method ${name} to break.`);
  methods[name] = breakIt(sound as Broken);
  onTestFinished(() => {
    methods[name] = sound;
  });
}

/** Like `breakMethod`, for a property that is computed. */
export function breakGetter(
  prototype: object,
  name: string,
  breakIt: (sound: () => unknown) => () => unknown,
): void {
  const sound = Object.getOwnPropertyDescriptor(prototype, name);
  if (!sound?.get) throw new Error(`There is no getter ${name} to break.`);
  Object.defineProperty(prototype, name, { ...sound, get: breakIt(sound.get) });
  onTestFinished(() => void Object.defineProperty(prototype, name, sound));
}

/** Breaks a method by leaving out every n-th call. */
export function everyNth(n: number) {
  let calls = 0;
  return (sound: (...args: never[]) => unknown) =>
    function (this: unknown, ...args: never[]): unknown {
      return ++calls % n === 0 ? undefined : sound.apply(this, args);
    };
}
