import { cronJobs } from "convex/server";
import { api } from "../api";

const crons = cronJobs();
crons.interval("count the seconds", { seconds: 1 }, api.kitchen.internalBump, { name: "cron" });
export default crons;
