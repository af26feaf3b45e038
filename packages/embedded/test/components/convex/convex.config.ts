import actionRetrier from "@convex-dev/action-retrier/convex.config.js";
import aggregate from "@convex-dev/aggregate/convex.config.js";
import crons from "@convex-dev/crons/convex.config.js";
import migrations from "@convex-dev/migrations/convex.config.js";
import persistentTextStreaming from "@convex-dev/persistent-text-streaming/convex.config.js";
import presence from "@convex-dev/presence/convex.config.js";
import rateLimiter from "@convex-dev/rate-limiter/convex.config.js";
import shardedCounter from "@convex-dev/sharded-counter/convex.config.js";
import workflow from "@convex-dev/workflow/convex.config.js";
import workpool from "@convex-dev/workpool/convex.config.js";
import { defineApp } from "convex/server";
import board from "./board/convex.config";

const app = defineApp();
app.use(aggregate);
app.use(rateLimiter);
app.use(shardedCounter);
app.use(workflow);
// One definition twice: each instance has its own data.
app.use(workpool, { name: "smallPool" });
app.use(workpool, { name: "bigPool" });
app.use(actionRetrier);
app.use(migrations);
app.use(crons);
app.use(presence);
app.use(persistentTextStreaming);
app.use(board, { httpPrefix: "/board/", env: { BOARD_NAME: "the first" } });
app.use(board, { name: "otherBoard", httpPrefix: "/other/", env: { BOARD_NAME: "the other" } });
export default app;
