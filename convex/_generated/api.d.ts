/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as agents_agents from "../agents/agents.js";
import type * as agents_avatars from "../agents/avatars.js";
import type * as agents_deletion from "../agents/deletion.js";
import type * as agents_http from "../agents/http.js";
import type * as agents_olderAgents from "../agents/olderAgents.js";
import type * as agents_profiles from "../agents/profiles.js";
import type * as agents_registration from "../agents/registration.js";
import type * as analytics_analytics from "../analytics/analytics.js";
import type * as analytics_http from "../analytics/http.js";
import type * as analytics_meter from "../analytics/meter.js";
import type * as chat_activities from "../chat/activities.js";
import type * as chat_attachments from "../chat/attachments.js";
import type * as chat_channels from "../chat/channels.js";
import type * as chat_dms from "../chat/dms.js";
import type * as chat_exchanges from "../chat/exchanges.js";
import type * as chat_http from "../chat/http.js";
import type * as chat_inbox from "../chat/inbox.js";
import type * as chat_messages from "../chat/messages.js";
import type * as chat_pins from "../chat/pins.js";
import type * as chat_presence from "../chat/presence.js";
import type * as chat_reactions from "../chat/reactions.js";
import type * as chat_reads from "../chat/reads.js";
import type * as chat_reports from "../chat/reports.js";
import type * as chat_silences from "../chat/silences.js";
import type * as cohosts_cohosts from "../cohosts/cohosts.js";
import type * as cohosts_floor from "../cohosts/floor.js";
import type * as cohosts_http from "../cohosts/http.js";
import type * as crons from "../crons.js";
import type * as discovery_browse from "../discovery/browse.js";
import type * as discovery_http from "../discovery/http.js";
import type * as discovery_search from "../discovery/search.js";
import type * as discovery_similar from "../discovery/similar.js";
import type * as discovery_souls from "../discovery/souls.js";
import type * as events_events from "../events/events.js";
import type * as events_http from "../events/http.js";
import type * as events_inbox from "../events/inbox.js";
import type * as events_ownerLimits from "../events/ownerLimits.js";
import type * as files_uploads from "../files/uploads.js";
import type * as http from "../http.js";
import type * as http_address from "../http/address.js";
import type * as http_allowance from "../http/allowance.js";
import type * as http_answer from "../http/answer.js";
import type * as http_bearer from "../http/bearer.js";
import type * as http_buckets from "../http/buckets.js";
import type * as http_contract from "../http/contract.js";
import type * as http_cursorKeys from "../http/cursorKeys.js";
import type * as http_cursors from "../http/cursors.js";
import type * as http_exchange from "../http/exchange.js";
import type * as http_fields from "../http/fields.js";
import type * as http_headers from "../http/headers.js";
import type * as http_idempotency from "../http/idempotency.js";
import type * as http_input from "../http/input.js";
import type * as http_json from "../http/json.js";
import type * as http_limits from "../http/limits.js";
import type * as http_listing from "../http/listing.js";
import type * as http_log from "../http/log.js";
import type * as http_memory from "../http/memory.js";
import type * as http_metering from "../http/metering.js";
import type * as http_openapi from "../http/openapi.js";
import type * as http_path from "../http/path.js";
import type * as http_problemHelp from "../http/problemHelp.js";
import type * as http_problems from "../http/problems.js";
import type * as http_querySecrets from "../http/querySecrets.js";
import type * as http_replay from "../http/replay.js";
import type * as http_route from "../http/route.js";
import type * as http_server from "../http/server.js";
import type * as http_systemRoutes from "../http/systemRoutes.js";
import type * as http_tags from "../http/tags.js";
import type * as http_timely from "../http/timely.js";
import type * as http_waiting from "../http/waiting.js";
import type * as identity_accountExport from "../identity/accountExport.js";
import type * as identity_accounts from "../identity/accounts.js";
import type * as identity_admission from "../identity/admission.js";
import type * as identity_audit from "../identity/audit.js";
import type * as identity_claims from "../identity/claims.js";
import type * as identity_clerk from "../identity/clerk.js";
import type * as identity_domainProof from "../identity/domainProof.js";
import type * as identity_http from "../identity/http.js";
import type * as identity_keys from "../identity/keys.js";
import type * as identity_logins from "../identity/logins.js";
import type * as identity_mail from "../identity/mail.js";
import type * as identity_me from "../identity/me.js";
import type * as identity_ownership from "../identity/ownership.js";
import type * as identity_passkeyChecks from "../identity/passkeyChecks.js";
import type * as identity_passkeys from "../identity/passkeys.js";
import type * as identity_publicKeys from "../identity/publicKeys.js";
import type * as identity_secondFactor from "../identity/secondFactor.js";
import type * as identity_signIn from "../identity/signIn.js";
import type * as identity_sweeps from "../identity/sweeps.js";
import type * as lib_attempts from "../lib/attempts.js";
import type * as lib_base62 from "../lib/base62.js";
import type * as lib_cursors from "../lib/cursors.js";
import type * as lib_env from "../lib/env.js";
import type * as lib_errors from "../lib/errors.js";
import type * as lib_evmAddress from "../lib/evmAddress.js";
import type * as lib_functions from "../lib/functions.js";
import type * as lib_hash from "../lib/hash.js";
import type * as lib_nameServers from "../lib/nameServers.js";
import type * as lib_pages from "../lib/pages.js";
import type * as lib_policy from "../lib/policy.js";
import type * as lib_principal from "../lib/principal.js";
import type * as lib_publicFunctions from "../lib/publicFunctions.js";
import type * as lib_remembering from "../lib/remembering.js";
import type * as lib_reservedNames from "../lib/reservedNames.js";
import type * as lib_secrets from "../lib/secrets.js";
import type * as lib_text from "../lib/text.js";
import type * as notices_fanOut from "../notices/fanOut.js";
import type * as notices_http from "../notices/http.js";
import type * as notices_notices from "../notices/notices.js";
import type * as notices_preferences from "../notices/preferences.js";
import type * as notices_push from "../notices/push.js";
import type * as notices_pushSending from "../notices/pushSending.js";
import type * as perception_frames from "../perception/frames.js";
import type * as perception_http from "../perception/http.js";
import type * as perception_markdown from "../perception/markdown.js";
import type * as perception_perception from "../perception/perception.js";
import type * as personas_bringingOld from "../personas/bringingOld.js";
import type * as personas_http from "../personas/http.js";
import type * as personas_personas from "../personas/personas.js";
import type * as personas_registrationSteps from "../personas/registrationSteps.js";
import type * as personas_samples from "../personas/samples.js";
import type * as personas_souls from "../personas/souls.js";
import type * as personas_tasks from "../personas/tasks.js";
import type * as personas_voices from "../personas/voices.js";
import type * as recordings_clips from "../recordings/clips.js";
import type * as recordings_hook from "../recordings/hook.js";
import type * as recordings_http from "../recordings/http.js";
import type * as recordings_recordings from "../recordings/recordings.js";
import type * as recordings_replay from "../recordings/replay.js";
import type * as recordings_tasks from "../recordings/tasks.js";
import type * as servers_channels from "../servers/channels.js";
import type * as servers_discovery from "../servers/discovery.js";
import type * as servers_heads from "../servers/heads.js";
import type * as servers_http from "../servers/http.js";
import type * as servers_icons from "../servers/icons.js";
import type * as servers_members from "../servers/members.js";
import type * as servers_moderation from "../servers/moderation.js";
import type * as servers_roles from "../servers/roles.js";
import type * as servers_servers from "../servers/servers.js";
import type * as servers_watches from "../servers/watches.js";
import type * as sharing_cards from "../sharing/cards.js";
import type * as sharing_domains from "../sharing/domains.js";
import type * as sharing_feeds from "../sharing/feeds.js";
import type * as sharing_http from "../sharing/http.js";
import type * as social_accountFollows from "../social/accountFollows.js";
import type * as social_http from "../social/http.js";
import type * as social_social from "../social/social.js";
import type * as speech_files from "../speech/files.js";
import type * as speech_http from "../speech/http.js";
import type * as speech_speeches from "../speech/speeches.js";
import type * as streams_broadcasts from "../streams/broadcasts.js";
import type * as streams_categories from "../streams/categories.js";
import type * as streams_http from "../streams/http.js";
import type * as streams_ingest from "../streams/ingest.js";
import type * as streams_inputs from "../streams/inputs.js";
import type * as streams_playlistFetch from "../streams/playlistFetch.js";
import type * as streams_playlists from "../streams/playlists.js";
import type * as streams_streams from "../streams/streams.js";
import type * as streams_viewers from "../streams/viewers.js";
import type * as usage_http from "../usage/http.js";
import type * as usage_months from "../usage/months.js";
import type * as usage_plans from "../usage/plans.js";
import type * as usage_prices from "../usage/prices.js";
import type * as usage_usage from "../usage/usage.js";
import type * as videos_callbacks from "../videos/callbacks.js";
import type * as videos_http from "../videos/http.js";
import type * as videos_rehosting from "../videos/rehosting.js";
import type * as videos_removals from "../videos/removals.js";
import type * as videos_videos from "../videos/videos.js";
import type * as videos_work from "../videos/work.js";
import type * as webhooks_courier from "../webhooks/courier.js";
import type * as webhooks_deliveries from "../webhooks/deliveries.js";
import type * as webhooks_http from "../webhooks/http.js";
import type * as webhooks_webhooks from "../webhooks/webhooks.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  "agents/agents": typeof agents_agents;
  "agents/avatars": typeof agents_avatars;
  "agents/deletion": typeof agents_deletion;
  "agents/http": typeof agents_http;
  "agents/olderAgents": typeof agents_olderAgents;
  "agents/profiles": typeof agents_profiles;
  "agents/registration": typeof agents_registration;
  "analytics/analytics": typeof analytics_analytics;
  "analytics/http": typeof analytics_http;
  "analytics/meter": typeof analytics_meter;
  "chat/activities": typeof chat_activities;
  "chat/attachments": typeof chat_attachments;
  "chat/channels": typeof chat_channels;
  "chat/dms": typeof chat_dms;
  "chat/exchanges": typeof chat_exchanges;
  "chat/http": typeof chat_http;
  "chat/inbox": typeof chat_inbox;
  "chat/messages": typeof chat_messages;
  "chat/pins": typeof chat_pins;
  "chat/presence": typeof chat_presence;
  "chat/reactions": typeof chat_reactions;
  "chat/reads": typeof chat_reads;
  "chat/reports": typeof chat_reports;
  "chat/silences": typeof chat_silences;
  "cohosts/cohosts": typeof cohosts_cohosts;
  "cohosts/floor": typeof cohosts_floor;
  "cohosts/http": typeof cohosts_http;
  crons: typeof crons;
  "discovery/browse": typeof discovery_browse;
  "discovery/http": typeof discovery_http;
  "discovery/search": typeof discovery_search;
  "discovery/similar": typeof discovery_similar;
  "discovery/souls": typeof discovery_souls;
  "events/events": typeof events_events;
  "events/http": typeof events_http;
  "events/inbox": typeof events_inbox;
  "events/ownerLimits": typeof events_ownerLimits;
  "files/uploads": typeof files_uploads;
  http: typeof http;
  "http/address": typeof http_address;
  "http/allowance": typeof http_allowance;
  "http/answer": typeof http_answer;
  "http/bearer": typeof http_bearer;
  "http/buckets": typeof http_buckets;
  "http/contract": typeof http_contract;
  "http/cursorKeys": typeof http_cursorKeys;
  "http/cursors": typeof http_cursors;
  "http/exchange": typeof http_exchange;
  "http/fields": typeof http_fields;
  "http/headers": typeof http_headers;
  "http/idempotency": typeof http_idempotency;
  "http/input": typeof http_input;
  "http/json": typeof http_json;
  "http/limits": typeof http_limits;
  "http/listing": typeof http_listing;
  "http/log": typeof http_log;
  "http/memory": typeof http_memory;
  "http/metering": typeof http_metering;
  "http/openapi": typeof http_openapi;
  "http/path": typeof http_path;
  "http/problemHelp": typeof http_problemHelp;
  "http/problems": typeof http_problems;
  "http/querySecrets": typeof http_querySecrets;
  "http/replay": typeof http_replay;
  "http/route": typeof http_route;
  "http/server": typeof http_server;
  "http/systemRoutes": typeof http_systemRoutes;
  "http/tags": typeof http_tags;
  "http/timely": typeof http_timely;
  "http/waiting": typeof http_waiting;
  "identity/accountExport": typeof identity_accountExport;
  "identity/accounts": typeof identity_accounts;
  "identity/admission": typeof identity_admission;
  "identity/audit": typeof identity_audit;
  "identity/claims": typeof identity_claims;
  "identity/clerk": typeof identity_clerk;
  "identity/domainProof": typeof identity_domainProof;
  "identity/http": typeof identity_http;
  "identity/keys": typeof identity_keys;
  "identity/logins": typeof identity_logins;
  "identity/mail": typeof identity_mail;
  "identity/me": typeof identity_me;
  "identity/ownership": typeof identity_ownership;
  "identity/passkeyChecks": typeof identity_passkeyChecks;
  "identity/passkeys": typeof identity_passkeys;
  "identity/publicKeys": typeof identity_publicKeys;
  "identity/secondFactor": typeof identity_secondFactor;
  "identity/signIn": typeof identity_signIn;
  "identity/sweeps": typeof identity_sweeps;
  "lib/attempts": typeof lib_attempts;
  "lib/base62": typeof lib_base62;
  "lib/cursors": typeof lib_cursors;
  "lib/env": typeof lib_env;
  "lib/errors": typeof lib_errors;
  "lib/evmAddress": typeof lib_evmAddress;
  "lib/functions": typeof lib_functions;
  "lib/hash": typeof lib_hash;
  "lib/nameServers": typeof lib_nameServers;
  "lib/pages": typeof lib_pages;
  "lib/policy": typeof lib_policy;
  "lib/principal": typeof lib_principal;
  "lib/publicFunctions": typeof lib_publicFunctions;
  "lib/remembering": typeof lib_remembering;
  "lib/reservedNames": typeof lib_reservedNames;
  "lib/secrets": typeof lib_secrets;
  "lib/text": typeof lib_text;
  "notices/fanOut": typeof notices_fanOut;
  "notices/http": typeof notices_http;
  "notices/notices": typeof notices_notices;
  "notices/preferences": typeof notices_preferences;
  "notices/push": typeof notices_push;
  "notices/pushSending": typeof notices_pushSending;
  "perception/frames": typeof perception_frames;
  "perception/http": typeof perception_http;
  "perception/markdown": typeof perception_markdown;
  "perception/perception": typeof perception_perception;
  "personas/bringingOld": typeof personas_bringingOld;
  "personas/http": typeof personas_http;
  "personas/personas": typeof personas_personas;
  "personas/registrationSteps": typeof personas_registrationSteps;
  "personas/samples": typeof personas_samples;
  "personas/souls": typeof personas_souls;
  "personas/tasks": typeof personas_tasks;
  "personas/voices": typeof personas_voices;
  "recordings/clips": typeof recordings_clips;
  "recordings/hook": typeof recordings_hook;
  "recordings/http": typeof recordings_http;
  "recordings/recordings": typeof recordings_recordings;
  "recordings/replay": typeof recordings_replay;
  "recordings/tasks": typeof recordings_tasks;
  "servers/channels": typeof servers_channels;
  "servers/discovery": typeof servers_discovery;
  "servers/heads": typeof servers_heads;
  "servers/http": typeof servers_http;
  "servers/icons": typeof servers_icons;
  "servers/members": typeof servers_members;
  "servers/moderation": typeof servers_moderation;
  "servers/roles": typeof servers_roles;
  "servers/servers": typeof servers_servers;
  "servers/watches": typeof servers_watches;
  "sharing/cards": typeof sharing_cards;
  "sharing/domains": typeof sharing_domains;
  "sharing/feeds": typeof sharing_feeds;
  "sharing/http": typeof sharing_http;
  "social/accountFollows": typeof social_accountFollows;
  "social/http": typeof social_http;
  "social/social": typeof social_social;
  "speech/files": typeof speech_files;
  "speech/http": typeof speech_http;
  "speech/speeches": typeof speech_speeches;
  "streams/broadcasts": typeof streams_broadcasts;
  "streams/categories": typeof streams_categories;
  "streams/http": typeof streams_http;
  "streams/ingest": typeof streams_ingest;
  "streams/inputs": typeof streams_inputs;
  "streams/playlistFetch": typeof streams_playlistFetch;
  "streams/playlists": typeof streams_playlists;
  "streams/streams": typeof streams_streams;
  "streams/viewers": typeof streams_viewers;
  "usage/http": typeof usage_http;
  "usage/months": typeof usage_months;
  "usage/plans": typeof usage_plans;
  "usage/prices": typeof usage_prices;
  "usage/usage": typeof usage_usage;
  "videos/callbacks": typeof videos_callbacks;
  "videos/http": typeof videos_http;
  "videos/rehosting": typeof videos_rehosting;
  "videos/removals": typeof videos_removals;
  "videos/videos": typeof videos_videos;
  "videos/work": typeof videos_work;
  "webhooks/courier": typeof webhooks_courier;
  "webhooks/deliveries": typeof webhooks_deliveries;
  "webhooks/http": typeof webhooks_http;
  "webhooks/webhooks": typeof webhooks_webhooks;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {
  rateLimiter: import("@convex-dev/rate-limiter/_generated/component.js").ComponentApi<"rateLimiter">;
  videoWork: import("@convex-dev/workpool/_generated/component.js").ComponentApi<"videoWork">;
};
