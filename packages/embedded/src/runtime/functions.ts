import type { ValidatorJson } from "../values/validate.ts";
import type { UdfType } from "./frame.ts";

/** What analysis has found out about one exported function. */
export interface FunctionInfo {
  /** `module:export`, without `.js`. */
  readonly path: string;
  readonly modulePath: string;
  readonly exportName: string;
  readonly udfType: UdfType;
  readonly visibility: "public" | "internal";
  readonly environment: "isolate" | "node";
  readonly args: ValidatorJson | null;
  readonly returns: ValidatorJson | null;
}

/** How one function names another in a syscall. */
export interface FunctionAddress {
  name?: string;
  reference?: string;
  functionHandle?: string;
}

/** `chat/messages.js:send`, `chat/messages:send` and `crons` (the default export) in their one canonical form. */
export function canonicalPath(path: string): string {
  const colon = path.lastIndexOf(":");
  const module = (colon < 0 ? path : path.slice(0, colon)).replace(/\.js$/, "");
  return `${module}:${colon < 0 ? "default" : path.slice(colon + 1)}`;
}

const HANDLE = "function://";

export function functionHandle(component: string, path: string): string {
  return `${HANDLE}${component};${path}`;
}

/** A function of a component. Through a reference into a child only its public functions can be reached. */
export interface Target {
  readonly component: string;
  readonly path: string;
  readonly publicOnly: boolean;
}

const CHILD = "_reference/childComponent/";
const OWN = "_reference/function/";

/** The function that an address means when it is used inside `component`. */
export function resolveAddress(
  component: string,
  { name, reference, functionHandle }: FunctionAddress,
): Target {
  if (name !== undefined) return { component, path: canonicalPath(name), publicOnly: false };
  if (functionHandle?.startsWith(HANDLE)) {
    const [target, path] = functionHandle.slice(HANDLE.length).split(";", 2);
    if (path !== undefined) return { component: target!, path: canonicalPath(path), publicOnly: false };
  }
  if (reference?.startsWith(OWN))
    return { component, path: canonicalPath(reference.slice(OWN.length)), publicOnly: false };
  if (reference?.startsWith(CHILD)) {
    // The child, then folders and file of the module, then the function.
    const [child, ...rest] = reference.slice(CHILD.length).split("/");
    const path = `${rest.slice(0, -1).join("/")}:${rest.at(-1)}`;
    return { component: component === "" ? child! : `${component}/${child}`, path, publicOnly: true };
  }
  throw new Error(`Couldn't resolve ${JSON.stringify({ name, reference, functionHandle })} to a function.`);
}

export function notFoundMessage(path: string): string {
  return `Could not find public function for '${path.replace(/:default$/, "")}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`;
}

/** Checks that a function may be called as `udfType`; returns Convex's message when it may not. */
export function callRefusal(
  info: FunctionInfo | undefined,
  path: string,
  udfType: UdfType,
  internal: boolean,
): string | null {
  if (!info || (!internal && info.visibility !== "public")) return notFoundMessage(path);
  if (info.udfType === udfType) return null;
  const name = (type: UdfType) => type[0]!.toUpperCase() + type.slice(1);
  return `Trying to execute ${info.path} as ${name(udfType)}, but it is defined as ${name(info.udfType)}.`;
}
