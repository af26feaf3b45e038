import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { inGroups } from "./codes.model";
import { callerOf } from "./identity.caller";
import { zTotp } from "./identity.fields";
import { changeWaysIn, readWaysIn } from "./passkeys.access";
import { seal } from "./sealing.model";
import { newRecoveryCodes, readSecondProof, secondFactorErrors } from "./secondFactor.model";
import { issuer } from "./signing.model";
import { otpauthUri, SECRET_BYTES, toBase32 } from "./totp.model";

const zRecoveryCodes = z.object({
  recovery_codes: z.array(z.string()).describe("Each signs in once in place of the app. Shown this once."),
});

export function registerSecondFactorRoutes(api: ApiRouter) {
  api.get("/api/v1/accounts/@me/second-factor", {
    id: "getSecondFactor",
    tag: "accounts",
    summary: "Whether signing in with the password takes a second step",
    caller: callerOf(readWaysIn),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: {
      status: 200,
      shape: z.object({
        enabled: z.boolean(),
        since: z.string().nullable(),
        recovery_codes_left: z.number(),
      }),
    },
    errors: [],
    async run(ctx, { principal }) {
      const factor: { since: number; recoveryCodesLeft: number } | null = await ctx.runQuery(
        internal.identity.secondFactor.get,
        { principal },
      );
      return {
        enabled: factor !== null,
        since: factor && rfc3339(factor.since),
        recovery_codes_left: factor?.recoveryCodesLeft ?? 0,
      };
    },
  });

  api.post("/api/v1/accounts/@me/second-factor", {
    id: "beginSecondFactor",
    tag: "accounts",
    summary: "A secret for an authenticator app; it counts once a code of it was right",
    description:
      "TOTP (RFC 6238): SHA-1, 30 seconds, six digits. Passkeys need no second step and are not asked for one.",
    caller: callerOf(changeWaysIn),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: {
      status: 201,
      shape: z.object({
        secret: z.string().describe("In base 32, to be typed. Shown this once."),
        uri: z.string().describe("The same as an `otpauth:` link, for a QR code."),
      }),
    },
    errors: ["conflict", "unavailable"],
    async run(ctx, { principal }) {
      const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
      const { name }: { name: string } = await ctx.runMutation(internal.identity.secondFactor.begin, {
        principal,
        sealedSecret: await seal(secret),
      });
      const uri = otpauthUri(secret, { host: new URL(issuer()).hostname, name });
      return { secret: toBase32(secret), uri };
    },
  });

  api.post("/api/v1/accounts/@me/second-factor/confirm", {
    id: "confirmSecondFactor",
    tag: "accounts",
    summary: "Switch the second step on with a code of the app, for ten recovery codes",
    caller: callerOf(changeWaysIn),
    limits: ["agent", "login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({ totp: zTotp }),
    bodyExample: { totp: "492039" },
    reply: { status: 200, shape: zRecoveryCodes },
    errors: ["bad_second_factor", "second_factor_required", "conflict", "unavailable"],
    async run(ctx, { principal, body }) {
      const { sealedSecret }: { sealedSecret: ArrayBuffer } = await ctx.runQuery(
        internal.identity.secondFactor.pending,
        { principal },
      );
      const proof = await readSecondProof(sealedSecret, body.totp);
      if (proof.kind !== "code") throw secondFactorErrors.wrong({ field: "totp" });
      const { codes, hashes } = newRecoveryCodes();
      const facts = { principal, sealedSecret, step: proof.step, hashes };
      await ctx.runMutation(internal.identity.secondFactor.confirm, facts);
      return { recovery_codes: codes.map(inGroups) };
    },
  });

  api.post("/api/v1/accounts/@me/second-factor/recovery-codes", {
    id: "replaceRecoveryCodes",
    tag: "accounts",
    summary: "Ten new recovery codes; none of before works any more",
    caller: callerOf(changeWaysIn),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: { status: 201, shape: zRecoveryCodes },
    errors: ["conflict"],
    async run(ctx, { principal }) {
      const { codes, hashes } = newRecoveryCodes();
      await ctx.runMutation(internal.identity.secondFactor.replaceCodes, { principal, hashes });
      return { recovery_codes: codes.map(inGroups) };
    },
  });

  api.delete("/api/v1/accounts/@me/second-factor", {
    id: "removeSecondFactor",
    tag: "accounts",
    summary: "Switch the second step off; the password is enough again",
    caller: callerOf(changeWaysIn),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: [],
    async run(ctx, { principal }) {
      await ctx.runMutation(internal.identity.secondFactor.remove, { principal });
      return null;
    },
  });
}
