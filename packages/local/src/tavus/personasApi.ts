import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { RecordFolder } from "../recordFolder.ts";
import { PatchError, patched, vPatch } from "./jsonPatch.ts";
import { newId, type PersonaRecord } from "./records.ts";
import { badRequest, pageOf, Refusal, readBody, readJson, unknownId, wrongMethod } from "./refusal.ts";
import type { Replicas } from "./replicas.ts";
import type { Branch } from "./tavusApi.ts";

const vText = z.string().max(1_000_000);
const vFields = z
  .object({
    persona_name: z.string().trim().min(1).max(500).optional(),
    pipeline_mode: z.enum(["full", "echo"]).default("full"),
    system_prompt: vText.optional(),
    context: vText.optional(),
    greeting: vText.optional(),
    default_replica_id: z.string().optional(),
    layers: z.record(z.string(), z.unknown()).optional(),
    document_ids: z.array(z.string()).optional(),
    document_tags: z.array(z.string()).optional(),
    objectives_id: z.string().optional(),
    guardrails_id: z.string().optional(),
  })
  .refine(({ pipeline_mode: mode, system_prompt: prompt }) => mode === "echo" || prompt?.trim(), {
    path: ["system_prompt"],
    message: "it is required in full pipeline mode",
  });

/** Personas: make, list, get, patch, delete. Nobody talks with them here; they are kept as they were given. */
export class Personas {
  readonly #records: RecordFolder<PersonaRecord>;
  readonly #replicas: Replicas;
  readonly #personas = new Map<string, PersonaRecord>();

  constructor(records: RecordFolder<PersonaRecord>, replicas: Replicas, log: (line: string) => void) {
    this.#records = records;
    this.#replicas = replicas;
    const found = records.load(log).sort((a, b) => a.createdAt - b.createdAt);
    for (const record of found) this.#personas.set(record.id, record);
  }

  readonly answer: Branch = async (req, [id, ...more], query) => {
    if (more.length > 0) return undefined;
    if (id === undefined) {
      if (req.method === "POST") return this.#create(await readBody(req, vFields));
      if (req.method !== "GET") throw wrongMethod();
      // There are no stock personas here.
      const all = query.get("persona_type") === "system" ? [] : [...this.#personas.values()].reverse();
      const { items, total } = pageOf(all, query);
      return { data: items.map(present), total_count: total };
    }
    const record = this.#personas.get(id);
    if (!["GET", "PATCH", "DELETE"].includes(req.method ?? "")) throw wrongMethod();
    if (!record) throw unknownId("persona_id");
    if (req.method === "GET") return { data: [present(record)] };
    if (req.method === "PATCH") return this.#patch(record, await readJson(req));
    this.#personas.delete(id);
    this.#records.remove(id);
    return null;
  };

  #create(fields: PersonaRecord["fields"]): object {
    this.#requireReplica(fields);
    const id = newId("p");
    const now = Date.now();
    const record: PersonaRecord = {
      ...{ version: 1, id, createdAt: now, updatedAt: now },
      fields: { persona_name: id, ...fields },
    };
    this.#save(record);
    const { persona_id, persona_name, created_at } = present(record);
    return { persona_id, persona_name, created_at };
  }

  #patch(record: PersonaRecord, body: unknown): null {
    const patch = vPatch.safeParse(body);
    if (!patch.success) throw new Refusal(422, "Invalid JSON patch format");
    const fields = patchedFields(record.fields, patch.data);
    this.#requireReplica(fields);
    if (isDeepStrictEqual(fields, record.fields)) throw new Refusal(304, "");
    this.#save({ ...record, fields, updatedAt: Date.now() });
    return null;
  }

  #requireReplica({ default_replica_id: id }: PersonaRecord["fields"]): void {
    if (typeof id === "string" && id !== "" && !this.#replicas.find(id) && !this.#replicas.findStock(id))
      throw unknownId("replica_id");
  }

  #save(record: PersonaRecord): void {
    this.#records.save(record);
    this.#personas.set(record.id, record);
  }
}

function patchedFields(fields: PersonaRecord["fields"], patch: z.infer<typeof vPatch>) {
  try {
    const changed = vFields.safeParse(patched(fields, patch));
    if (changed.success) return changed.data as PersonaRecord["fields"];
    throw badRequest(`Invalid ${changed.error.issues[0]?.path.join(".")}`);
  } catch (error) {
    throw error instanceof PatchError ? new Refusal(422, error.message) : error;
  }
}

function present({ id, createdAt, updatedAt, fields }: PersonaRecord) {
  return {
    ...fields,
    persona_id: id,
    persona_name: fields.persona_name as string,
    created_at: new Date(createdAt).toISOString(),
    updated_at: new Date(updatedAt).toISOString(),
  };
}
