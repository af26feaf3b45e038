import type { Molt } from "../../packages/sdk/src/index.ts";

/** Everything that is kept about an account and what it owns, put together from as many answers as it takes. */
export async function exportAccount(api: Molt): Promise<Record<string, unknown>> {
  const records: Record<string, unknown[]> = {};
  let cursor: string | null = "";
  let exportedAt = "";
  while (cursor !== null) {
    const page: Awaited<ReturnType<Molt["exportMyAccount"]>> = await api.exportMyAccount({ cursor });
    for (const [kind, list] of Object.entries(page.records)) {
      records[kind] = [...(records[kind] ?? []), ...list];
    }
    exportedAt ||= page.exported_at;
    cursor = page.next_cursor;
  }
  return { exported_at: exportedAt, ...records };
}

/** Hands a document to the browser as a file. */
export function saveJson(name: string, document_: unknown): void {
  const text = JSON.stringify(document_, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold of the data by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
