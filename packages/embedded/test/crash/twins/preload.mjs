// Named to a process by `NODE_OPTIONS="--import <this file>"`: the runtime then takes the file in `TWIN_DRIVER` for
// its SQLite driver. Such a twin of the driver breaks one promise, to see whether a test notices.
import { register, syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import threads from "node:worker_threads";

if (threads.isMainThread) {
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(file, options) {
      super(file, {
        ...options,
        execArgv: [...options.execArgv, "--import", fileURLToPath(import.meta.url)],
      });
    }
  };
  syncBuiltinESMExports();
} else {
  const hook = `export const resolve = (specifier, context, next) =>
    specifier === "@photostructure/sqlite" && !context.parentURL.includes("/twins/")
      ? { url: ${JSON.stringify(new URL(process.env.TWIN_DRIVER, import.meta.url).href)}, shortCircuit: true }
      : next(specifier, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
