import {
  type ActionBuilder,
  actionGeneric,
  type DataModelFromSchemaDefinition,
  type GenericSchema,
  internalActionGeneric,
  internalMutationGeneric,
  internalQueryGeneric,
  type MutationBuilder,
  mutationGeneric,
  type QueryBuilder,
  queryGeneric,
  type SchemaDefinition,
} from "convex/server";

/** What `_generated/server` would hold for a schema; the fixture apps do without generated files. */
export function buildersFor<Schema extends SchemaDefinition<GenericSchema, boolean>>() {
  type Model = DataModelFromSchemaDefinition<Schema>;
  return {
    query: queryGeneric as QueryBuilder<Model, "public">,
    mutation: mutationGeneric as MutationBuilder<Model, "public">,
    action: actionGeneric as ActionBuilder<Model, "public">,
    internalQuery: internalQueryGeneric as QueryBuilder<Model, "internal">,
    internalMutation: internalMutationGeneric as MutationBuilder<Model, "internal">,
    internalAction: internalActionGeneric as ActionBuilder<Model, "internal">,
  };
}
