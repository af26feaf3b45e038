export type { PushRequest } from "./deploy/evaluate.ts";
export { type ServeOptions, type Serving, serve } from "./server.ts";
