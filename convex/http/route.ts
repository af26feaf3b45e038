import type * as z from "zod";
import type { ActionCtx } from "../_generated/server";
import type { ErrorCode } from "../lib/errors";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The names in braces: `"/api/streams/{stream_id}/poll"` has `stream_id`. */
type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

export type Params<Path extends string> = Record<ParamNames<Path>, string>;

/**
 * Who may call a route, and how we learn who it is. `admit` answers the principal or throws the refusal, and runs
 * before the body is read: a caller who may not call learns nothing about what the body should be.
 */
export interface Caller<Who, P = Record<string, string>> {
  kind: "anyone" | "bearer";
  admit(ctx: ActionCtx, request: Request, params: P): Promise<Who>;
}

export const anyone: Caller<null> = { kind: "anyone", admit: async () => null };

/** What a route's `run` gets: everything is parsed, and the caller is known. */
export interface Call<Path extends string, Who, Query, Body> {
  principal: Who;
  params: Params<Path>;
  query: Query;
  body: Body;
  request: Request;
  /** Where this instance is reached from outside, without a trailing slash. */
  origin: string;
}

/**
 * Everything there is to say about a route, said once. Validation comes from it today; the API pages, OpenAPI
 * and the SDK's types are to be made from the same declaration.
 */
export interface RouteSpec<
  Path extends string,
  Who,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
  Reply extends z.ZodType,
> {
  summary: string;
  caller: Caller<Who, Params<Path>>;
  /** Literal routes come from published pages and forgive what they do not know; `/api/v1` refuses it. */
  unknownFields: "ignore" | "refuse";
  query?: Query;
  body?: Body;
  /** Other spellings of body fields that published clients use: `{ inReplyTo: "in_reply_to" }`. */
  aliases?: Record<string, string>;
  reply: { status: number; shape: Reply };
  /** The refusals of this route beyond those that every route shares. */
  errors: readonly ErrorCode[];
  run(ctx: ActionCtx, call: Call<Path, Who, z.output<Query>, z.output<Body>>): Promise<z.input<Reply>>;
}

/** A declared route as the server handles it, with its types forgotten. */
export interface Route {
  method: Method;
  path: string;
  spec: RouteSpec<string, unknown, z.ZodObject, z.ZodObject, z.ZodType>;
}

/** Collects the routes of all domains, in the order of the API pages. */
export class ApiRouter {
  readonly routes: Route[] = [];

  get = this.declaring("GET");
  post = this.declaring("POST");

  private declaring(method: Method) {
    return <
      Path extends string,
      Who,
      Reply extends z.ZodType,
      Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
      Body extends z.ZodObject = z.ZodObject<Record<never, never>>,
    >(
      path: Path,
      spec: RouteSpec<Path, Who, Query, Body, Reply>,
    ): void => {
      if (this.routes.some((route) => route.method === method && route.path === path)) {
        throw new Error(`${method} ${path} is declared twice.`);
      }
      this.routes.push({ method, path, spec: spec as unknown as Route["spec"] });
    };
  }
}
