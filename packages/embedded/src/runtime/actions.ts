import { randomUUID } from "node:crypto";
import { identityOf } from "../auth/identity.ts";
import type { ComponentInstance } from "../deploy/definitions.ts";
import type { ActionFiles } from "../files/syscalls.ts";
import type { Code } from "../modules/code.ts";
import type { ModuleRealm, RealmHost } from "../modules/realm.ts";
import { actionGlobals, nodeGlobals } from "../modules/sharedGlobals.ts";
import type { VectorQueryJson } from "../search/vector.ts";
import type { JsonObject } from "../values/json.ts";
import { CallContext } from "./callContext.ts";
import { checkArgs, checkReturns, requireFunction } from "./checks.ts";
import { describeThrown } from "./errors.ts";
import { formatLog } from "./formatLog.ts";
import type { Caller, LogBuffer, UdfType } from "./frame.ts";
import { type FunctionAddress, functionHandle, resolveAddress, type Target } from "./functions.ts";

/**
 * What an action may ask of the database side. Everything that crosses is text or plain data, so that actions
 * can move to another thread without a change on either side.
 */
export interface ActionServices {
  call(udfType: UdfType, target: Target, args: JsonObject, caller: Caller): Promise<string>;
  schedule(
    call: Pick<ActionFrame, "component" | "caller">,
    target: Target,
    dueMs: number,
    args: JsonObject,
  ): Promise<string>;
  cancelJob(component: string, id: string): Promise<void>;
  tableOfId(component: string, id: string): string | null;
  readonly files: ActionFiles;
  vectorSearch(component: string, query: VectorQueryJson): Promise<string>;
}

interface ActionFrame {
  readonly component: string;
  readonly path: string;
  readonly caller: Caller;
  readonly log: LogBuffer;
}

export interface ActionCall {
  readonly component: string;
  readonly path: string;
  readonly args: JsonObject;
  readonly caller: Caller;
  readonly internal: boolean;
}

type Syscall = (services: ActionServices, frame: ActionFrame, args: JsonObject) => Promise<string> | string;

function call(udfType: UdfType): Syscall {
  return (services, frame, args) =>
    services.call(
      udfType,
      resolveAddress(frame.component, args as FunctionAddress),
      args.args as JsonObject,
      frame.caller,
    );
}

function file(op: string): Syscall {
  return (services, frame, args) => services.files.call(op, frame.component, args);
}

const handlers: Record<string, Syscall> = {
  "1.0/actions/query": call("query"),
  "1.0/actions/mutation": call("mutation"),
  "1.0/actions/action": call("action"),
  "1.0/actions/schedule": async (services, { component, caller }, args) => {
    const target = resolveAddress(component, args as FunctionAddress);
    const dueMs = (args.ts as number) * 1000;
    const id = await services.schedule({ component, caller }, target, dueMs, args.args as JsonObject);
    return JSON.stringify(id);
  },
  "1.0/actions/cancel_job": async (services, frame, args) => {
    await services.cancelJob(frame.component, args.id as string);
    return "null";
  },
  "1.0/getUserIdentity": (_, frame) => JSON.stringify(identityOf(frame.caller)),
  "1.0/createFunctionHandle": (_, frame, args) => {
    const target = resolveAddress(frame.component, args as FunctionAddress);
    return JSON.stringify(functionHandle(target.component, target.path));
  },
  "1.0/getFunctionMetadata": (_, frame) =>
    JSON.stringify({ name: frame.path, componentPath: frame.component }),
  "1.0/getDeploymentMetadata": () => JSON.stringify({ name: "embedded", region: null, class: "s16" }),
  "1.0/getRequestMetadata": (_, frame) => {
    const { ip, userAgent, requestId, scheduledFunctionId, authToken = null } = frame.caller;
    return JSON.stringify({ ip, userAgent, requestId, scheduledFunctionId, authToken });
  },
  "1.0/storageGetUrl": file("1.0/storageGetUrl"),
  "1.0/storageGetMetadata": file("1.0/storageGetMetadata"),
  "1.0/storageGenerateUploadUrl": file("1.0/storageGenerateUploadUrl"),
  "1.0/storageDelete": file("1.0/storageDelete"),
  "1.0/actions/vectorSearch": (services, frame, args) =>
    services.vectorSearch(frame.component, args.query as unknown as VectorQueryJson),
  "1.0/auditLog": () => "null",
};

/** Operations whose arguments are objects and not JSON. */
const objectHandlers: Record<
  string,
  (services: ActionServices, frame: ActionFrame, args: Record<string, unknown>) => Promise<unknown>
> = {
  "storage/storeBlob": ({ files }, { component }, { blob, options }) =>
    files.store(component, blob as Blob, (options as { sha256?: string } | undefined)?.sha256),
  "storage/getBlob": ({ files }, { component }, { storageId }) => files.read(component, storageId),
};

/**
 * Runs actions and HTTP actions, many at a time, beside the lane. They share a realm per environment, and the
 * call that a syscall belongs to is found by its context.
 */
export class ActionRunner {
  private readonly frames = new CallContext<ActionFrame>();
  private running = 0;

  constructor(
    private readonly services: ActionServices,
    private readonly codeOf: (component: string) => Code,
    private readonly env: (component: string, name: string) => string | undefined,
    private readonly instanceOf: (component: string) => ComponentInstance | undefined,
  ) {}

  get active(): number {
    return this.running;
  }

  async run(action: ActionCall, log: LogBuffer): Promise<string> {
    const code = this.codeOf(action.component);
    const info = requireFunction(code, { ...action, kind: "action" });
    const tableOfId = (id: string) => this.services.tableOfId(action.component, id);
    checkArgs(info, action.args, tableOfId);
    const realm = await this.realm(code, info.environment);
    const exports = realm.exportsOf(info.modulePath) ?? (await realm.load(info.modulePath));
    const fn = exports[info.exportName] as { invokeAction(requestId: string, args: string): Promise<string> };
    const frame = { component: action.component, path: info.path, caller: action.caller, log };
    const text = await this.within(code, realm, frame, () =>
      fn.invokeAction(randomUUID(), JSON.stringify([action.args])),
    );
    checkReturns(info, text, tableOfId);
    return text;
  }

  /** Answers a request with the app's router, or with that of a component that is mounted at the path. */
  async handleHttp(
    request: Request,
    path: string,
    caller: Caller,
    log: LogBuffer,
  ): Promise<Response | "no router" | "no route"> {
    // HEAD is GET without the body, which the server cuts off.
    const method = request.method === "HEAD" ? "GET" : request.method;
    const route = await this.findRoute("", path, method);
    if (typeof route === "string") return route;
    const { component, endpoint, name } = route;
    const frame = { component, path: `http:${name}`, caller, log };
    const code = this.codeOf(component);
    const realm = await this.realm(code, "isolate");
    return this.within(code, realm, frame, () => endpoint.invokeHttpAction(request));
  }

  /** An exact route of the component itself comes first, then the longest of its prefixes and its mounts. */
  private async findRoute(
    component: string,
    path: string,
    method: string,
  ): Promise<FoundRoute | "no router" | "no route"> {
    const { httpModule } = this.codeOf(component).declarations;
    const { httpMounts, httpPrefix } = this.instanceOf(component) ?? {
      httpMounts: new Map(),
      httpPrefix: null,
    };
    if (!httpModule && httpMounts.size === 0) return "no router";
    const own =
      httpPrefix === null ? path : path.startsWith(httpPrefix) ? path.slice(httpPrefix.length - 1) : null;
    const match =
      httpModule && own !== null ? (await this.router(component, httpModule)).lookup(own, method) : null;
    const found = match && { component, endpoint: match[0], name: `${match[1]} ${match[2]}` };
    if (found && match[2] === own) return found;
    const mounts = [...httpMounts]
      .filter(([prefix]) => path.startsWith(prefix))
      .sort(([a], [b]) => b.length - a.length);
    const [mount] = mounts;
    // The route of a prefix ends with an asterisk.
    if (mount && (!match || mount[0].length > match[2].length - 1))
      return this.findRoute(mount[1], `/${path.slice(mount[0].length)}`, method);
    return found ?? "no route";
  }

  private async router(component: string, httpModule: string): Promise<Router> {
    const realm = await this.realm(this.codeOf(component), "isolate");
    const exports = realm.exportsOf(httpModule) ?? (await realm.load(httpModule));
    return exports.default as Router;
  }

  private async within<T>(
    code: Code,
    realm: ModuleRealm,
    frame: ActionFrame,
    work: () => Promise<T>,
  ): Promise<T> {
    this.running++;
    try {
      return await this.frames.run(frame, () => realm.run(work));
    } catch (thrown) {
      throw describeThrown(thrown, (stack) => code.stacks.map(stack));
    } finally {
      this.running--;
    }
  }

  private realm(code: Code, environment: "isolate" | "node") {
    return code.realm(`actions ${environment}`, () => this.host(environment));
  }

  private host(environment: "isolate" | "node"): RealmHost {
    const frame = (): ActionFrame => {
      const current = this.frames.current;
      if (!current) throw new Error("Convex functions can only be called while an action runs.");
      return current;
    };
    const unknown = (op: string): never => {
      throw new Error(`Unknown async operation ${op}`);
    };
    const log = () => this.frames.current?.log;
    return {
      syscall: unknown,
      asyncSyscall: (op, args) =>
        (handlers[op] ?? unknown(op))(this.services, frame(), JSON.parse(args) as JsonObject),
      jsSyscall: (op, args) => (objectHandlers[op] ?? unknown(op))(this.services, frame(), args),
      now: Date.now,
      random: Math.random,
      log: (level, args) => log()?.add(formatLog(level, args)),
      time: (label) => log()?.startTimer(label),
      timeLog: (label) => log()?.logTimer(label),
      env: (name) => this.env(this.frames.current?.component ?? "", name),
      shared: environment === "node" ? nodeGlobals : actionGlobals,
    };
  }
}

interface HttpEndpoint {
  invokeHttpAction(request: Request): Promise<Response>;
}

interface FoundRoute {
  component: string;
  endpoint: HttpEndpoint;
  name: string;
}

interface Router {
  lookup(path: string, method: string): [HttpEndpoint, string, string] | null;
}
