// The runtime's thread; `embedded.mjs` starts it.
import { register } from "tsx/esm/api";

register();
await import("../src/cli.ts");
