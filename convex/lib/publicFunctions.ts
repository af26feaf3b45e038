/**
 * Every function that anyone on the internet may call, by its path. A function made with a public builder that
 * is missing here fails the tests, and so does a name here that no longer exists.
 */
export const publicFunctions: readonly string[] = [
  "agents/agents:get",
  "chat/messages:latest",
  "chat/messages:page",
  "chat/messages:sendAsGuest",
  "identity/me:get",
  "identity/ownership:watch",
  "streams/streams:get",
  "streams/streams:listLive",
  "streams/streams:listRecent",
  "streams/viewers:beat",
  "streams/viewers:leave",
];
