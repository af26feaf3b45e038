import { bringAbout, type Scenarios } from "../http/refusals.setup";
import { aWorld, type World } from "../world.setup";

const SCENARIOS: Scenarios<World> = {};

bringAbout("videos", async () => aWorld(), SCENARIOS);
