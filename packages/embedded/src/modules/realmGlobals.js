// Runs once inside each new V8 context, before any user module, and gives it the globals of Convex's runtime.
// It is plain JavaScript because its functions must belong to that context: a promise made here is awaited by
// user code without the detour that a promise of another context takes.
(function installGlobals(host) {
  const ContextPromise = Promise;

  globalThis.Convex = {
    syscall: (op, args) => host.syscall(op, args),
    jsSyscall: (op, args) => host.jsSyscall(op, args),
    asyncSyscall: (op, args) => {
      try {
        return ContextPromise.resolve(host.asyncSyscall(op, args));
      } catch (error) {
        return ContextPromise.reject(error);
      }
    },
  };

  const RealDate = Date;
  function HostDate(...args) {
    if (!new.target) return new RealDate(host.now()).toString();
    return Reflect.construct(RealDate, args.length === 0 ? [host.now()] : args, new.target);
  }
  HostDate.now = () => host.now();
  HostDate.parse = RealDate.parse;
  HostDate.UTC = RealDate.UTC;
  HostDate.prototype = RealDate.prototype;
  RealDate.prototype.constructor = HostDate;
  Object.defineProperty(HostDate, "name", { value: "Date" });
  globalThis.Date = HostDate;

  Math.random = () => host.random();

  const log =
    (level) =>
    (...args) =>
      host.log(level, args);
  globalThis.console = {
    debug: log("DEBUG"),
    log: log("LOG"),
    info: log("INFO"),
    warn: log("WARN"),
    error: log("ERROR"),
    trace: log("LOG"),
    time: (label = "default") => host.time(label),
    timeLog: (label = "default") => host.timeLog(label),
    timeEnd: (label = "default") => host.timeLog(label),
  };

  globalThis.process = {
    env: new Proxy(
      {},
      {
        get: (_, name) => (typeof name === "string" ? host.env(name) : undefined),
        has: (_, name) => typeof name === "string" && host.env(name) !== undefined,
        set: () => {
          throw new Error("process.env is read-only in Convex functions. Set variables on the deployment.");
        },
      },
    ),
  };

  // Bytes cross the border in both directions, and the Convex library tests them with `instanceof`: both sides
  // must share one set of constructors.
  for (const [name, value] of Object.entries(host.shared))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  globalThis.self = globalThis;
});
