// Preloaded (node --import) into tools that do not know about our supervisor: when it is gone, they go.
process.once("disconnect", () => process.exit(0));
// Listening must not keep a tool alive that has finished its work.
process.channel?.unref();
