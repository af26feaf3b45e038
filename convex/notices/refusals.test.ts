import { vi } from "vitest";
import { sendSample, withBearer } from "../access.sample.setup";
import { type AccessStage, anAccessStage } from "../access.setup";
import { bringAbout, type Scenario, type Scenarios } from "../http/refusals.setup";

/** An owner, and what they say in place of the sample. */
const saying =
  (body: Record<string, unknown>): Scenario<AccessStage> =>
  ({ world, ids, ownerToken, cleo }, { caller, ...route }) =>
    sendSample(world, { caller, ...route }, ids, {
      ...withBearer(caller.policy!.who.includes("agent") ? cleo.access_token : ownerToken),
      body,
    });

const KEYS = { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) };

const SCENARIOS: Scenarios<AccessStage> = {
  changeMyPreferences: { validation_failed: saying({ quiet: { from: "25:00", to: "07:00" } }) },
  changeOwnPreferences: { validation_failed: saying({ time_zone: "not a zone" }) },
  addPushSubscription: {
    validation_failed: saying({}),
    url_forbidden: saying({ endpoint: "https://169.254.169.254/1", keys: KEYS }),
    unavailable: (stage, route) => {
      vi.stubEnv("VAPID_PRIVATE_KEY", "");
      return saying({ keys: KEYS })(stage, route);
    },
  },
};

bringAbout("notices", anAccessStage, SCENARIOS);
