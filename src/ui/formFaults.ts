/** What is wrong with a form, in words: beside each field, and about the whole. */
export interface FormFaults {
  fields: Record<string, string>;
  whole: string | null;
}

export const NO_FAULTS: FormFaults = { fields: {}, whole: null };

/** The part of a form control that tells whether its value will do. */
interface Checked {
  name: string;
  minLength: number;
  value?: string;
  /** `maxLength` in code points, as the API counts; the browser's own attribute counts halves of emoji. */
  dataset?: { mostCharacters?: string };
  validity: Pick<ValidityState, "valid" | "valueMissing" | "tooShort" | "tooLong" | "typeMismatch">;
}

/** What can be told without asking anybody: the browser's own checks, in our words. Null when nothing is wrong. */
export function firstFaults(form: { elements: Iterable<unknown> }): FormFaults | null {
  const fields: Record<string, string> = {};
  for (const element of form.elements) {
    if (!isChecked(element)) continue;
    const words = element.validity.valid ? tooLongWords(element) : wordsFor(element);
    if (words !== null) fields[element.name] ??= words;
  }
  return Object.keys(fields).length > 0 ? { fields, whole: null } : null;
}

function isChecked(element: unknown): element is Checked {
  const { name, validity } = element as Partial<Checked>;
  return typeof name === "string" && name !== "" && validity !== undefined;
}

function wordsFor({ validity, minLength }: Checked): string {
  if (validity.valueMissing) return "This is needed.";
  if (validity.tooShort) return `It needs at least ${minLength} characters.`;
  if (validity.typeMismatch) return "That does not look like an e-mail address.";
  return "That does not look right.";
}

function tooLongWords({ value = "", dataset }: Checked): string | null {
  const most = Number(dataset?.mostCharacters ?? Number.POSITIVE_INFINITY);
  return [...value].length > most ? `It may have at most ${most} characters.` : null;
}
