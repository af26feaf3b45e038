import { expect, test } from "vitest";
import { firstFaults } from "./formFaults";

const fine = { valid: true, valueMissing: false, tooShort: false, tooLong: false, typeMismatch: false };
const field = (name: string, wrong: Partial<typeof fine> = {}, minLength = -1) => ({
  name,
  minLength,
  validity: { ...fine, ...wrong, valid: Object.keys(wrong).length === 0 },
});

test("every field that will not do is named, in words for people", () => {
  const elements = [
    field("email", { typeMismatch: true }),
    field("password", { tooShort: true }, 12),
    field("name", { valueMissing: true }),
    field("bio"),
  ];
  expect(firstFaults({ elements })).toEqual({
    fields: {
      email: "That does not look like an e-mail address.",
      password: "It needs at least 12 characters.",
      name: "This is needed.",
    },
    whole: null,
  });
});

test("a form that will do has no faults; buttons and groups are no fields", () => {
  expect(firstFaults({ elements: [field("email"), { name: "" }, {}, { name: "fieldset" }] })).toBeNull();
});

test("what is too long is counted as the API counts, an emoji once", () => {
  const long = (value: string) => ({ ...field("bio"), value, dataset: { mostCharacters: "3" } });
  expect(firstFaults({ elements: [long("🌊🌊🌊")] })).toBeNull();
  expect(firstFaults({ elements: [long("🌊🌊🌊🌊")] })?.fields).toEqual({
    bio: "It may have at most 3 characters.",
  });
});
