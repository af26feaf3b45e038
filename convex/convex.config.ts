import rateLimiter from "@convex-dev/rate-limiter/convex.config.js";
import workpool from "@convex-dev/workpool/convex.config.js";
import { defineApp } from "convex/server";

const app = defineApp();
app.use(rateLimiter);
// The making of videos: so many steps at once, and the others wait.
app.use(workpool, { name: "videoWork" });
export default app;
