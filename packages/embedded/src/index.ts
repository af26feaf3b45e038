export type { PushRequest } from "./deploy/pushRequest.ts";
export { type ServeOptions, type Serving, serve } from "./server.ts";
