/**
 * Every function that anyone on the internet may call, by its path. A function made with a public builder that
 * is missing here fails the tests, and so does a name here that no longer exists.
 */
export const publicFunctions: readonly string[] = [
  "agents/agents:get",
  "agents/profiles:get",
  "chat/activities:list",
  "chat/messages:changed",
  "chat/messages:find",
  "chat/messages:findAt",
  "chat/messages:latest",
  "chat/messages:newest",
  "chat/messages:page",
  "chat/messages:range",
  "chat/messages:sendAsGuest",
  "chat/presence:ofAgents",
  "chat/reactions:page",
  "chat/reads:unread",
  "identity/me:get",
  "identity/ownership:watch",
  "servers/channels:watch",
  "servers/discovery:explore",
  "servers/discovery:find",
  "servers/members:watch",
  "servers/roles:watch",
  "servers/servers:ofAgent",
  "servers/servers:watch",
  "streams/streams:get",
  "streams/streams:listLive",
  "streams/streams:listRecent",
  "streams/viewers:beat",
  "streams/viewers:leave",
];
