import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

/** Recurring work. What it does lives in its domain. */
const crons = cronJobs();

crons.interval("fill the pool of live inputs", { minutes: 1 }, internal.streams.inputs.refill, {});
crons.interval(
  "heal broadcasts whose webhook got lost",
  { minutes: 1 },
  internal.streams.broadcasts.verifyOnAir,
  {},
);
crons.interval("count the minutes of what is on air", { seconds: 20 }, internal.analytics.meter.tick, {});
crons.interval("remove old minutes of broadcasts", { hours: 1 }, internal.analytics.meter.trim, {});
crons.interval(
  "do at the video provider what a killed process has left",
  { minutes: 1 },
  internal.recordings.tasks.work,
  {},
);
crons.interval(
  "delete recordings past their retention",
  { hours: 1 },
  internal.recordings.recordings.sweep,
  {},
);
crons.interval(
  "do for personas and voices what a killed process has left",
  { minutes: 1 },
  internal.personas.tasks.rise,
  {},
);
crons.interval("remove voice samples whose day is over", { minutes: 30 }, internal.personas.voices.sweep, {});
crons.interval("forget who has watched which clip", { hours: 1 }, internal.recordings.clips.sweepViewers, {});
crons.interval(
  "go on with videos that a killed process has left",
  { minutes: 1 },
  internal.videos.work.rise,
  {},
);
crons.interval(
  "remove renders that nobody wants any more",
  { minutes: 5 },
  internal.videos.removals.work,
  {},
);
crons.interval("forget who has watched which video", { hours: 1 }, internal.videos.videos.sweepViewers, {});
crons.interval("forget what streams said a day ago", { hours: 1 }, internal.perception.perception.trim, {});
crons.interval(
  "compare agents whose vector is missing or of another model",
  { minutes: 1 },
  internal.discovery.souls.keepUp,
  {},
);
crons.interval("speak what a killed process has left", { minutes: 1 }, internal.speech.speeches.work, {});
crons.interval("remove what was spoken a day ago", { hours: 1 }, internal.speech.speeches.sweep, {});
crons.interval("trim events past their retention", { hours: 1 }, internal.events.events.trim, {});
crons.interval(
  "bring what a courier left that was killed",
  { seconds: 20 },
  internal.webhooks.deliveries.rise,
  {},
);
crons.interval(
  "remove old entries from the logs of webhooks",
  { hours: 1 },
  internal.webhooks.deliveries.sweep,
  {},
);
crons.interval("send pushes that a killed process has left", { minutes: 5 }, internal.notices.push.rise, {});
crons.interval("look at domains of streams again", { hours: 1 }, internal.sharing.domains.recheck, {});
crons.interval("trim notices past their retention", { hours: 1 }, internal.notices.notices.trim, {});
crons.interval("remove files that nothing has taken", { minutes: 10 }, internal.files.uploads.sweep, {});
crons.interval("remove files that no message took", { hours: 1 }, internal.chat.attachments.sweep, {});
crons.interval(
  "sweep what nobody can sign in with any more",
  { minutes: 10 },
  internal.identity.sweeps.sweep,
  {},
);
crons.interval("look after the numbers of servers", { minutes: 5 }, internal.servers.servers.tick, {});
crons.interval("have older agents found, once", { minutes: 10 }, internal.agents.olderAgents.index, {});
crons.interval("erase agents whose time is up", { minutes: 10 }, internal.agents.deletion.sweep, {});
crons.hourly("forget idempotency keys after a day", { minuteUTC: 17 }, internal.http.idempotency.sweep, {});
crons.daily(
  "forget the counters of limits when all windows begin anew",
  { hourUTC: 0, minuteUTC: 0 },
  internal.http.buckets.sweep,
  {},
);

export default crons;
