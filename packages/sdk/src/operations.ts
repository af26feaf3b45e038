import type { operationTable } from "./_generated/operationTable.ts";
import type { operations } from "./_generated/schema.d.ts";

/** The name of an operation, as `/docs/api` links it: `pollStream`. */
export type OperationId = keyof typeof operationTable & keyof operations;

type Parameters<Id extends OperationId> = operations[Id]["parameters"];
type PathOf<Id extends OperationId> =
  Parameters<Id> extends { path: infer Path extends object } ? Path : object;
type QueryOf<Id extends OperationId> =
  NonNullable<Parameters<Id>["query"]> extends infer Query extends object
    ? [Query] extends [never]
      ? object
      : Query
    : object;
type BodyOf<Id extends OperationId> = operations[Id] extends {
  requestBody?: { content: { "application/json": infer Body extends object } };
}
  ? Body
  : object;

type Flat<T> = { [Key in keyof T]: T[Key] };

/** Everything an operation takes, wherever it travels: parameters of the path and the query, and the body's fields. */
export type Input<Id extends OperationId> = Flat<PathOf<Id> & QueryOf<Id> & BodyOf<Id>>;

type Success = 200 | 201 | 202 | 204;
type Successes<Responses> = Responses[keyof Responses & Success];

/** What an operation answers. */
export type Output<Id extends OperationId> =
  Successes<operations[Id]["responses"]> extends infer Response
    ? Response extends { content: infer Content }
      ? Content[keyof Content]
      : null
    : never;

/** The operations that answer page by page, and what they list. */
export type ListingId = {
  [Id in OperationId]: Output<Id> extends { data: unknown[]; next_cursor: string | null } ? Id : never;
}[OperationId];
export type Item<Id extends ListingId> = Output<Id> extends { data: (infer Entry)[] } ? Entry : never;
