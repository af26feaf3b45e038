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
  validity: Pick<ValidityState, "valid" | "valueMissing" | "tooShort" | "tooLong" | "typeMismatch">;
}

/** What can be told without asking anybody: the browser's own checks, in our words. Null when nothing is wrong. */
export function firstFaults(form: { elements: Iterable<unknown> }): FormFaults | null {
  const fields: Record<string, string> = {};
  for (const element of form.elements) {
    if (!isChecked(element) || element.validity.valid) continue;
    fields[element.name] ??= wordsFor(element);
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
