import * as z from "zod";
import type { ActionCtx } from "../_generated/server";
import type { ErrorCode } from "../lib/errors";
import type { PolicyFacts } from "../lib/policy";
import { type LimitName, limits } from "./limits";
import { type Listing, listingParts, type PageRequest, type Position } from "./listing";
import { type Found, PathTree } from "./path";
import type { Tag } from "./tags";

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
  /** How the credential comes: not at all, as `Authorization: Bearer …` always or maybe, or in another header. */
  kind: "anyone" | "bearer" | "maybe bearer" | "header";
  /** In the words of the API pages: "the stream's own agent, with its `agent_secret`". */
  who: string;
  /** The policy that decides who may call at all, where one does; the access matrix prints it. */
  policy?: PolicyFacts;
  /** What `admit` may refuse with. */
  errors: readonly ErrorCode[];
  /** The name under which limits, idempotency keys and log lines know this caller; null when only by address. */
  nameOf(who: Who): string | null;
  /** What every answer to this caller carries, also a refusal. */
  headersFor?(who: Who): Record<string, string>;
  admit(ctx: ActionCtx, request: Request, params: P): Who | Promise<Who>;
}

export const anyone: Caller<null> = {
  kind: "anyone",
  who: "anyone",
  errors: [],
  nameOf: () => null,
  admit: () => null,
};

/** What a route's `run` gets: everything is parsed, and the caller is known. */
export interface Call<Path extends string, Who, Query, Body> {
  principal: Who;
  params: Params<Path>;
  query: Query;
  body: Body;
  request: Request;
  /** Where this instance is reached from outside, without a trailing slash. */
  origin: string;
  /** The caller's address, an IPv6 one as its /64; "unknown" when the platform does not tell. */
  address: string;
  /** The caller's `Idempotency-Key`, for a route that hands it on to a provider. */
  idempotencyKey: string | null;
  /** What the answer carries besides the headers of every answer: `Location`, `Set-Cookie`. */
  headers: Headers;
}

/** When a route goes away (RFC 9745, RFC 8594), and what takes its place. Days as `2026-11-21`. */
export interface Deprecation {
  since: string;
  sunset: string;
  instead: string;
}

/** What every declaration says, whatever its method. */
interface Facts<Path extends string, Who> {
  /** The operation's name in OpenAPI and in the SDK: `pollStream`. */
  id: string;
  tag: Tag;
  /** One line; `description` adds what a line cannot say, in Markdown. */
  summary: string;
  description?: string;
  caller: Caller<Who, Params<Path>>;
  /** Names of policies in `limits.ts`. Those that count by address are asked before the caller is worked out. */
  limits: readonly LimitName[];
  /** Literal routes come from published pages and forgive what they do not know; `/api/v1` refuses it. */
  unknownFields: "ignore" | "refuse";
  /** The refusals of this route beyond those that its other parts imply, such as `validation_failed`. */
  errors: readonly ErrorCode[];
  deprecated?: Deprecation;
}

interface ReplySpec<Reply extends z.ZodType> {
  status: number;
  shape: Reply;
  example?: z.input<Reply>;
  /** The media type when it is not JSON; `run` answers the text then, or a route that reads a file or a stream. */
  type?: string;
}

/** A route that reads. */
export interface ReadSpec<Path extends string, Who, Query extends z.ZodObject, Reply extends z.ZodType>
  extends Facts<Path, Who> {
  query?: Query;
  reply: ReplySpec<Reply>;
  run(ctx: ActionCtx, call: Call<Path, Who, z.output<Query>, unknown>): Promise<z.input<Reply>>;
}

/** A route that lists things, page by page; `listing.ts` adds `limit`, `cursor` and the shape of a page. */
export interface ListSpec<Path extends string, Who, Query extends z.ZodObject, Item extends z.ZodType>
  extends Facts<Path, Who> {
  query?: Query;
  item: Item;
  example?: z.input<Item>;
  /** The order in words, part of every cursor: a cursor of one order is refused by another. */
  sort: string;
  /** Reads up to `page.limit` items after `page.position`; `next` is the place of the last one, or null at the end. */
  run(
    ctx: ActionCtx,
    call: Call<Path, Who, z.output<Query>, unknown> & { page: PageRequest },
  ): Promise<{ items: z.input<Item>[]; next: Position | null }>;
}

/** Whether a repeated request may be recognised by its `Idempotency-Key`. */
export type Idempotency = "none" | "accepted" | "required";

/** A route that writes. */
export interface WriteSpec<
  Path extends string,
  Who,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
  Reply extends z.ZodType,
> extends Facts<Path, Who> {
  idempotency: Idempotency;
  query?: Query;
  body?: Body;
  bodyExample?: z.input<Body>;
  /** How much of a body is read, where 64 KiB are too few. */
  maxBodyBytes?: number;
  /** Other spellings of body fields that published clients use: `{ inReplyTo: "in_reply_to" }`. */
  aliases?: Record<string, string>;
  reply: ReplySpec<Reply>;
  run(ctx: ActionCtx, call: Call<Path, Who, z.output<Query>, z.output<Body>>): Promise<z.input<Reply>>;
}

/** What this instance sends to addresses that its users name, as OpenAPI's `webhooks` describe it. */
export interface Outgoing {
  name: string;
  summary: string;
  description?: string;
  body: z.ZodType;
  example: unknown;
}

type AnyCall = Call<string, unknown, Record<string, unknown>, Record<string, unknown>>;

/** A declared route as the server handles it, with its types forgotten. */
export interface Route extends Facts<string, unknown> {
  method: Method;
  path: string;
  query?: z.ZodObject;
  body?: z.ZodObject;
  bodyExample?: unknown;
  aliases?: Record<string, string>;
  maxBodyBytes?: number;
  idempotency: Idempotency;
  reply: ReplySpec<z.ZodType>;
  listing?: Listing;
  run(ctx: ActionCtx, call: AnyCall): Promise<unknown>;
}

type NoFields = z.ZodObject<Record<never, never>>;

/** Collects the routes of all domains, in the order of the API pages. */
export class ApiRouter {
  readonly routes: Route[] = [];
  readonly outgoing: Outgoing[] = [];
  private readonly tree = new PathTree<Route>();

  post = this.writing("POST");
  put = this.writing("PUT");
  patch = this.writing("PATCH");
  delete = this.writing("DELETE");

  get<Path extends string, Who, Reply extends z.ZodType, Query extends z.ZodObject = NoFields>(
    path: Path,
    spec: ReadSpec<Path, Who, Query, Reply>,
  ): void {
    this.add({ ...(spec as unknown as Route), method: "GET", path, idempotency: "none" });
  }

  list<Path extends string, Who, Item extends z.ZodType, Query extends z.ZodObject = NoFields>(
    path: Path,
    spec: ListSpec<Path, Who, Query, Item>,
  ): void {
    const { item, example, sort, ...facts } = spec;
    const parts = listingParts({ operation: spec.id, sort, query: spec.query, item, example });
    this.add({
      ...(facts as unknown as Route),
      ...parts,
      method: "GET",
      path,
      errors: [...spec.errors, "invalid_cursor"],
      idempotency: "none",
    });
  }

  /** Declares something that goes out; the bodies of what comes in are declared with their routes. */
  sends<Body extends z.ZodType>(spec: Outgoing & { body: Body; example: z.input<Body> }): void {
    this.outgoing.push(spec);
  }

  /** The routes at a path, of all methods. */
  find(path: string): Found<Route>[] {
    return this.tree.find(path);
  }

  private writing(method: Method) {
    return <
      Path extends string,
      Who,
      Reply extends z.ZodType,
      Query extends z.ZodObject = NoFields,
      Body extends z.ZodObject = NoFields,
    >(
      path: Path,
      spec: WriteSpec<Path, Who, Query, Body, Reply>,
    ): void => this.add({ ...(spec as unknown as Route), method, path });
  }

  private add(route: Route): void {
    const twin = this.routes.find(({ method, path }) => method === route.method && path === route.path);
    if (twin) throw new Error(`${route.method} ${route.path} is declared twice.`);
    if (this.routes.some(({ id }) => id === route.id))
      throw new Error(`Two operations are called ${route.id}.`);
    const unknown = route.limits.find((name) => !(name in limits));
    if (unknown) throw new Error(`${route.id} names the limit ${unknown}, which is not there.`);
    this.routes.push(route);
    this.tree.add(route.path, route);
  }
}

/** What a route answers when there is nothing to say: 204. */
export const nothing = { status: 204, shape: z.null() };
