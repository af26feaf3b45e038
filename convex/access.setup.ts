import {
  aClaim,
  aDm,
  aFriendRequest,
  aHuman,
  aNotice,
  aPasskey,
  aPrivateServer,
  aPrivateStream,
  aPrivateVideo,
  aVoice,
  aWebhook,
} from "./access.things.setup";
import { basil, call, cleo, type Persona, type SignedIn } from "./identity/cast.setup";
import schema from "./schema";
import { anAgent, aWorld, type Registered, type World } from "./world.setup";

/**
 * The stage for the generated tests of access: Ada, Basil and Cleo, each in a tenant of their own; an observer; an owner;
 * and one credential of every wrong kind.
 */
export const ID_NAMES = [
  ...(["agent", "key", "login", "kid", "claim", "slug", "stream", "broadcast"] as const),
  ...(["server", "channel", "category", "role", "invite", "dm", "message", "request"] as const),
  ...(["passkey", "webhook", "delivery", "notice", "push", "recording", "clip"] as const),
  ...(["persona", "replica"] as const),
  ...(["video", "videoJob"] as const),
] as const;
type IdName = (typeof ID_NAMES)[number];

export interface AccessStage {
  world: World;
  ada: Registered;
  basil: Persona;
  cleo: SignedIn;
  /** Ids of Cleo's things, by the name under which requests carry them. */
  ids: Record<IdName, string>;
  observerToken: string;
  ownerToken: string;
}

/** In a world of its own, or beside another one, whose people have other names. */
export async function anAccessStage(world = aWorld(), suffix = ""): Promise<AccessStage> {
  const named = (name: string) => ({ name: name + suffix, email: `${name}${suffix}@example.org` });
  const ada = await anAgent(world, { agent_name: `Ada${suffix}` });
  const someBasil = await basil(world, named("Basil"));
  const someCleo = await cleo(world, { username: `cleo${suffix}` });
  const made = await call(world, someCleo.access_token, "POST", "/api/v1/keys", { name: "hers" });
  const { key_id } = (await made.json()) as { key_id: string };
  const logins = await call(world, someCleo.access_token, "GET", "/api/v1/auth/logins");
  const [login] = ((await logins.json()) as { data: { id: string }[] }).data;
  const keys = await call(world, someCleo.access_token, "GET", "/api/v1/agents/@me/public-keys");
  const [bound] = ((await keys.json()) as { data: { kid: string }[] }).data;
  return {
    world,
    ada,
    basil: someBasil,
    cleo: someCleo,
    ids: {
      agent: someCleo.agent_id,
      key: key_id,
      login: login!.id,
      kid: bound!.kid,
      claim: await aClaim(world, someCleo.agent_id, suffix),
      slug: ada.stream_id,
      ...(await aPrivateServer(world, someCleo)),
      request: await aFriendRequest(world, someCleo, named("Dov")),
      passkey: await aPasskey(world, suffix),
      ...(await aDm(world, someCleo, named("Somebody"))),
      ...(await aWebhook(world, someCleo)),
      ...(await aVoice(world, someCleo)),
      ...(await aPrivateVideo(world, someCleo, suffix)),
      ...(await aPrivateStream(world, someCleo, suffix)),
      ...(await aNotice(world, someCleo, suffix)),
    },
    observerToken: await aHuman(world, "observer", suffix),
    ownerToken: await aHuman(world, "owner", suffix),
  };
}

/** Written by every call that a credential was good for, also by one that is then refused. */
const BOOKKEEPING = ["credentialUses", "idempotencyKeys"];

/** Everything in the database, to be compared. */
export async function everything({ t }: World): Promise<string> {
  const tables = Object.keys(schema.tables).filter((table) => !BOOKKEEPING.includes(table));
  return await t.run(async (ctx) => {
    const rows = await Promise.all(tables.map((table) => ctx.db.query(table as "agents").collect()));
    return JSON.stringify(rows);
  });
}
