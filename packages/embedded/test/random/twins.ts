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
