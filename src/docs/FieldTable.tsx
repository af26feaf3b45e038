import { classes } from "../lib/classes";
import type { Field } from "./apiDocument";
import { Prose } from "./Prose";

const INDENTS = ["", "pl-4", "pl-8", "pl-12"];

/** Fields one below the other: what they are called, what they hold, whether they must be there. */
export function FieldTable({ title, fields, input }: { title: string; fields: Field[]; input: boolean }) {
  if (fields.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 font-semibold text-[0.8125rem]">{title}</h3>
      <dl className="divide-y divide-line border-line border-y text-[0.8125rem]">
        {fields.map(({ name, type, required, about, depth }, i) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: two objects in one shape may have fields of one name
            key={`${i} ${name}`}
            className={classes("py-2 sm:flex sm:gap-4", INDENTS[Math.min(depth, INDENTS.length - 1)])}
          >
            <dt className="break-words font-mono sm:w-44 sm:shrink-0">
              {name}
              {input && required ? <span className="ml-1.5 font-sans text-roe-text">required</span> : null}
            </dt>
            <dd className="min-w-0 text-ink-soft">
              <span className="break-words text-ink-faint">{type}</span>
              {about ? (
                <>
                  {" · "}
                  <Prose text={about} />
                </>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
