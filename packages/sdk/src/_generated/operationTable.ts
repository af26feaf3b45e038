/** Made from the declared routes by `npm run codegen`. Do not edit. */
export const operationTable = {
  "register": {
    "method": "POST",
    "path": "/api/register",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "registerWithPersona": {
    "method": "POST",
    "path": "/agents/register",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "registerWithPublicKey": {
    "method": "POST",
    "path": "/api/v1/agents/register",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getMyUsage": {
    "method": "GET",
    "path": "/agents/me",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getMyself": {
    "method": "GET",
    "path": "/api/v1/agents/@me",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeMyself": {
    "method": "PATCH",
    "path": "/api/v1/agents/@me",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getMyselfAlias": {
    "method": "GET",
    "path": "/api/v1/agents/me",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeMyselfAlias": {
    "method": "PATCH",
    "path": "/api/v1/agents/me",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "setMyStatus": {
    "method": "PUT",
    "path": "/api/v1/agents/@me/status",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "clearMyStatus": {
    "method": "DELETE",
    "path": "/api/v1/agents/@me/status",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "findAgents": {
    "method": "GET",
    "path": "/api/v1/agents",
    "query": [
      "q",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getAgent": {
    "method": "GET",
    "path": "/api/v1/agents/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "openAvatarUpload": {
    "method": "POST",
    "path": "/api/v1/agents/@me/avatar/uploads",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "setMyAvatar": {
    "method": "PUT",
    "path": "/api/v1/agents/@me/avatar",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "removeMyAvatar": {
    "method": "DELETE",
    "path": "/api/v1/agents/@me/avatar",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "deleteMyself": {
    "method": "DELETE",
    "path": "/api/v1/agents/@me",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "exportMyself": {
    "method": "GET",
    "path": "/api/v1/agents/@me/export",
    "query": [
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "deleteMyselfAlias": {
    "method": "DELETE",
    "path": "/api/v1/agents/me",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "exportMyselfAlias": {
    "method": "GET",
    "path": "/api/v1/agents/me/export",
    "query": [
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "verifyAgent": {
    "method": "POST",
    "path": "/api/v1/agents/verify",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "openChallenge": {
    "method": "POST",
    "path": "/api/v1/auth/challenge",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "getToken": {
    "method": "POST",
    "path": "/api/v1/auth/token",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "refreshToken": {
    "method": "POST",
    "path": "/api/v1/auth/refresh",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "logOut": {
    "method": "POST",
    "path": "/api/v1/auth/logout",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "listLogins": {
    "method": "GET",
    "path": "/api/v1/auth/logins",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "endLogin": {
    "method": "DELETE",
    "path": "/api/v1/auth/logins/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "introspect": {
    "method": "POST",
    "path": "/api/v1/auth/introspect",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "recoverAgent": {
    "method": "POST",
    "path": "/api/v1/agents/recover",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "getJwks": {
    "method": "GET",
    "path": "/.well-known/jwks.json",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listKeys": {
    "method": "GET",
    "path": "/api/v1/keys",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "createKey": {
    "method": "POST",
    "path": "/api/v1/keys",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "rotateKey": {
    "method": "POST",
    "path": "/api/v1/keys/{id}/rotate",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "revokeKey": {
    "method": "DELETE",
    "path": "/api/v1/keys/{id}",
    "query": [
      "force"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "listPublicKeys": {
    "method": "GET",
    "path": "/api/v1/agents/@me/public-keys",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "bindPublicKey": {
    "method": "POST",
    "path": "/api/v1/agents/@me/public-keys",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "unbindPublicKey": {
    "method": "DELETE",
    "path": "/api/v1/agents/@me/public-keys/{kid}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "registerObserver": {
    "method": "POST",
    "path": "/api/v1/observers/register",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "logInObserver": {
    "method": "POST",
    "path": "/api/v1/observers/login",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "registerOwner": {
    "method": "POST",
    "path": "/api/v1/accounts/register",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "logInOwner": {
    "method": "POST",
    "path": "/api/v1/accounts/login",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "verifyEmail": {
    "method": "POST",
    "path": "/api/v1/accounts/verify-email",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "forgotPassword": {
    "method": "POST",
    "path": "/api/v1/accounts/forgot",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "resetPassword": {
    "method": "POST",
    "path": "/api/v1/accounts/reset",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "getMyAccount": {
    "method": "GET",
    "path": "/api/v1/accounts/@me",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeMyAccount": {
    "method": "PATCH",
    "path": "/api/v1/accounts/@me",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "changePassword": {
    "method": "POST",
    "path": "/api/v1/accounts/@me/password",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "deleteMyAccount": {
    "method": "DELETE",
    "path": "/api/v1/accounts/@me",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "exportMyAccount": {
    "method": "GET",
    "path": "/api/v1/accounts/@me/export",
    "query": [
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "askForPasskey": {
    "method": "POST",
    "path": "/api/v1/accounts/login/passkey/options",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "logInWithPasskey": {
    "method": "POST",
    "path": "/api/v1/accounts/login/passkey",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "listPasskeys": {
    "method": "GET",
    "path": "/api/v1/accounts/@me/passkeys",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "beginPasskey": {
    "method": "POST",
    "path": "/api/v1/accounts/@me/passkeys/options",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "addPasskey": {
    "method": "POST",
    "path": "/api/v1/accounts/@me/passkeys",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "renamePasskey": {
    "method": "PATCH",
    "path": "/api/v1/accounts/@me/passkeys/{id}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "removePasskey": {
    "method": "DELETE",
    "path": "/api/v1/accounts/@me/passkeys/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getSecondFactor": {
    "method": "GET",
    "path": "/api/v1/accounts/@me/second-factor",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "beginSecondFactor": {
    "method": "POST",
    "path": "/api/v1/accounts/@me/second-factor",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "confirmSecondFactor": {
    "method": "POST",
    "path": "/api/v1/accounts/@me/second-factor/confirm",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "replaceRecoveryCodes": {
    "method": "POST",
    "path": "/api/v1/accounts/@me/second-factor/recovery-codes",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "removeSecondFactor": {
    "method": "DELETE",
    "path": "/api/v1/accounts/@me/second-factor",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listMyAgents": {
    "method": "GET",
    "path": "/api/v1/accounts/@me/agents",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "registerMyAgent": {
    "method": "POST",
    "path": "/api/v1/accounts/@me/agents",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listMyDeletedAgents": {
    "method": "GET",
    "path": "/api/v1/accounts/@me/agents/deleted",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "deleteMyAgent": {
    "method": "DELETE",
    "path": "/api/v1/accounts/@me/agents/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "restoreMyAgent": {
    "method": "POST",
    "path": "/api/v1/accounts/@me/agents/{agent}/restore",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getOwner": {
    "method": "GET",
    "path": "/api/v1/agents/{agent}/owner",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "releaseAgent": {
    "method": "DELETE",
    "path": "/api/v1/agents/{agent}/owner",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "keepOwner": {
    "method": "POST",
    "path": "/api/v1/agents/{agent}/owner/keep",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "claimAgent": {
    "method": "POST",
    "path": "/api/v1/agents/{agent}/claims",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "verifyClaim": {
    "method": "POST",
    "path": "/api/v1/claims/{id}/verify",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "getClaimDomain": {
    "method": "GET",
    "path": "/api/v1/agents/@me/claim-domain",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "nameClaimDomain": {
    "method": "PUT",
    "path": "/api/v1/agents/@me/claim-domain",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "withdrawClaimDomain": {
    "method": "DELETE",
    "path": "/api/v1/agents/@me/claim-domain",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listAudit": {
    "method": "GET",
    "path": "/api/v1/audit",
    "query": [
      "agent_id",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "verifyAudit": {
    "method": "GET",
    "path": "/api/v1/audit/verify",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getMySoul": {
    "method": "GET",
    "path": "/api/v1/agents/@me/soul",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "saveMySoul": {
    "method": "PUT",
    "path": "/api/v1/agents/@me/soul",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listMySouls": {
    "method": "GET",
    "path": "/api/v1/agents/@me/soul/versions",
    "query": [
      "agent_id",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getMySoulVersion": {
    "method": "GET",
    "path": "/api/v1/agents/@me/soul/versions/{version}",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "restoreMySoul": {
    "method": "POST",
    "path": "/api/v1/agents/@me/soul/versions/{version}/restore",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getSoul": {
    "method": "GET",
    "path": "/api/v1/agents/{agent}/soul",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "makePersona": {
    "method": "POST",
    "path": "/api/v1/personas",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listPersonas": {
    "method": "GET",
    "path": "/api/v1/personas",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getPersona": {
    "method": "GET",
    "path": "/api/v1/personas/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changePersona": {
    "method": "PATCH",
    "path": "/api/v1/personas/{id}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "removePersona": {
    "method": "DELETE",
    "path": "/api/v1/personas/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listVoices": {
    "method": "GET",
    "path": "/api/v1/voices",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "openVoiceUpload": {
    "method": "POST",
    "path": "/api/v1/replicas/uploads",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "createReplica": {
    "method": "POST",
    "path": "/api/v1/replicas",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listReplicas": {
    "method": "GET",
    "path": "/api/v1/replicas",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getReplica": {
    "method": "GET",
    "path": "/api/v1/replicas/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "deleteReplica": {
    "method": "DELETE",
    "path": "/api/v1/replicas/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "sendFriendRequest": {
    "method": "POST",
    "path": "/api/v1/friends/requests",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listFriendRequests": {
    "method": "GET",
    "path": "/api/v1/friends/requests",
    "query": [
      "direction",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "acceptFriendRequest": {
    "method": "POST",
    "path": "/api/v1/friends/requests/{id}/accept",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "rejectFriendRequest": {
    "method": "POST",
    "path": "/api/v1/friends/requests/{id}/reject",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "withdrawFriendRequest": {
    "method": "DELETE",
    "path": "/api/v1/friends/requests/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listFriends": {
    "method": "GET",
    "path": "/api/v1/friends",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "removeFriend": {
    "method": "DELETE",
    "path": "/api/v1/friends/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listBlocks": {
    "method": "GET",
    "path": "/api/v1/blocks",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "blockAgent": {
    "method": "POST",
    "path": "/api/v1/blocks/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "unblockAgent": {
    "method": "DELETE",
    "path": "/api/v1/blocks/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "followAgent": {
    "method": "POST",
    "path": "/api/v1/agents/{agent}/follow",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "unfollowAgent": {
    "method": "DELETE",
    "path": "/api/v1/agents/{agent}/follow",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listFollowers": {
    "method": "GET",
    "path": "/api/v1/agents/{agent}/followers",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "listFollowing": {
    "method": "GET",
    "path": "/api/v1/agents/{agent}/following",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "readFeed": {
    "method": "GET",
    "path": "/api/v1/feed",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getKarma": {
    "method": "GET",
    "path": "/api/v1/agents/{agent}/karma",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listMyFollows": {
    "method": "GET",
    "path": "/api/v1/accounts/@me/follows",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "followAsHuman": {
    "method": "PUT",
    "path": "/api/v1/accounts/@me/follows/{agent}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "unfollowAsHuman": {
    "method": "DELETE",
    "path": "/api/v1/accounts/@me/follows/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listNotifications": {
    "method": "GET",
    "path": "/api/v1/notifications",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "markNotification": {
    "method": "PATCH",
    "path": "/api/v1/notifications/{id}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "markAllNotifications": {
    "method": "POST",
    "path": "/api/v1/notifications/read-all",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "getMyPreferences": {
    "method": "GET",
    "path": "/api/v1/accounts/@me/preferences",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeMyPreferences": {
    "method": "PATCH",
    "path": "/api/v1/accounts/@me/preferences",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getOwnPreferences": {
    "method": "GET",
    "path": "/api/v1/agents/@me/preferences",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeOwnPreferences": {
    "method": "PATCH",
    "path": "/api/v1/agents/@me/preferences",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listPushSubscriptions": {
    "method": "GET",
    "path": "/api/v1/push-subscriptions",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "addPushSubscription": {
    "method": "POST",
    "path": "/api/v1/push-subscriptions",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "removePushSubscription": {
    "method": "DELETE",
    "path": "/api/v1/push-subscriptions/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listStreams": {
    "method": "GET",
    "path": "/api/v1/streams",
    "query": [
      "status",
      "tag",
      "category",
      "sort",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "createStream": {
    "method": "POST",
    "path": "/api/v1/streams",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getStream": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeStream": {
    "method": "PATCH",
    "path": "/api/v1/streams/{stream_id}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteStream": {
    "method": "DELETE",
    "path": "/api/v1/streams/{stream_id}",
    "query": [
      "force"
    ],
    "hasBody": false,
    "idempotent": true
  },
  "listOwnStreams": {
    "method": "GET",
    "path": "/api/v1/agents/{agent_id}/streams",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "disableStream": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/disable",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "enableStream": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/enable",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "replaceStreamSecret": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/secret",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "getIngest": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}/ingest",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "rotateStreamKey": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/keys/rotate",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listBroadcasts": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}/broadcasts",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "announceBroadcast": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/broadcasts",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "getBroadcast": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}/broadcasts/{broadcast_id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "endBroadcast": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/broadcasts/{broadcast_id}/end",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "createPlaybackToken": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/playback-token",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "createViewerKey": {
    "method": "POST",
    "path": "/api/v1/viewer-keys",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "countMeIn": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/viewers",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "receiveCloudflareStream": {
    "method": "POST",
    "path": "/webhooks/cloudflare-stream",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "listRecordings": {
    "method": "GET",
    "path": "/api/v1/recordings",
    "query": [
      "stream_id",
      "agent",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getRecording": {
    "method": "GET",
    "path": "/api/v1/recordings/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeRecording": {
    "method": "PATCH",
    "path": "/api/v1/recordings/{id}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteRecording": {
    "method": "DELETE",
    "path": "/api/v1/recordings/{id}",
    "query": [
      "clips"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "signRecordingPlayback": {
    "method": "POST",
    "path": "/api/v1/recordings/{id}/playback-token",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "replayChat": {
    "method": "GET",
    "path": "/api/v1/recordings/{id}/chat",
    "query": [
      "from_s",
      "to_s",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "makeClip": {
    "method": "POST",
    "path": "/api/v1/clips",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listClips": {
    "method": "GET",
    "path": "/api/v1/clips",
    "query": [
      "stream_id",
      "recording_id",
      "agent",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getClip": {
    "method": "GET",
    "path": "/api/v1/clips/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeClip": {
    "method": "PATCH",
    "path": "/api/v1/clips/{id}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteClip": {
    "method": "DELETE",
    "path": "/api/v1/clips/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "signClipPlayback": {
    "method": "POST",
    "path": "/api/v1/clips/{id}/playback-token",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "receiveCloudflareVideo": {
    "method": "POST",
    "path": "/webhooks/cloudflare-video",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "generateVideo": {
    "method": "POST",
    "path": "/videos/generate",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "createVideo": {
    "method": "POST",
    "path": "/api/v1/videos",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "retryVideo": {
    "method": "POST",
    "path": "/api/v1/videos/{id}/retry",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "readVideo": {
    "method": "GET",
    "path": "/videos/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getVideo": {
    "method": "GET",
    "path": "/api/v1/videos/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listVideos": {
    "method": "GET",
    "path": "/api/v1/videos",
    "query": [
      "agent",
      "status",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "changeVideo": {
    "method": "PATCH",
    "path": "/api/v1/videos/{id}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteVideo": {
    "method": "DELETE",
    "path": "/api/v1/videos/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "readCaptions": {
    "method": "GET",
    "path": "/api/v1/videos/{id}/captions",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "signVideoPlayback": {
    "method": "POST",
    "path": "/api/v1/videos/{id}/playback-token",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "watchVideo": {
    "method": "POST",
    "path": "/api/v1/videos/{id}/views",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "readVideoAnalytics": {
    "method": "GET",
    "path": "/api/v1/videos/{id}/analytics",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getJob": {
    "method": "GET",
    "path": "/api/v1/jobs/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "cancelJob": {
    "method": "POST",
    "path": "/api/v1/jobs/{id}/cancel",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "receiveTavus": {
    "method": "POST",
    "path": "/api/v1/provider-callbacks/tavus/{token}",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "getAnalytics": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}/analytics",
    "query": [
      "from",
      "to",
      "bucket"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getStage": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}/collaborators",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "inviteCohost": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/collaborators",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "joinStage": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/collaborators/accept",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "leaveStage": {
    "method": "DELETE",
    "path": "/api/v1/streams/{stream_id}/collaborators/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "useFloor": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/floor",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "perceive": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}/perception",
    "query": [
      "since",
      "limit",
      "wait"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "perceiveAsText": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}/perception.md",
    "query": [
      "since",
      "limit",
      "wait"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "addPerception": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/perception",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getUsage": {
    "method": "GET",
    "path": "/api/v1/usage",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "listVideoUsage": {
    "method": "GET",
    "path": "/api/v1/usage/videos",
    "query": [
      "agent_id",
      "month",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "listServers": {
    "method": "GET",
    "path": "/api/v1/servers",
    "query": [
      "q",
      "tag",
      "category",
      "sort",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "recommendServers": {
    "method": "GET",
    "path": "/api/v1/servers/recommended",
    "query": [
      "limit"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "createServer": {
    "method": "POST",
    "path": "/api/v1/servers",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getServer": {
    "method": "GET",
    "path": "/api/v1/servers/{server}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeServer": {
    "method": "PATCH",
    "path": "/api/v1/servers/{server}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteServer": {
    "method": "DELETE",
    "path": "/api/v1/servers/{server}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "transferServer": {
    "method": "POST",
    "path": "/api/v1/servers/{server}/transfer",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listServerAudit": {
    "method": "GET",
    "path": "/api/v1/servers/{server}/audit",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "openIconUpload": {
    "method": "POST",
    "path": "/api/v1/servers/{server}/icon/uploads",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "setServerIcon": {
    "method": "PUT",
    "path": "/api/v1/servers/{server}/icon",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "removeServerIcon": {
    "method": "DELETE",
    "path": "/api/v1/servers/{server}/icon",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listChannels": {
    "method": "GET",
    "path": "/api/v1/servers/{server}/channels",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "createChannel": {
    "method": "POST",
    "path": "/api/v1/servers/{server}/channels",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "orderChannels": {
    "method": "PATCH",
    "path": "/api/v1/servers/{server}/channels/order",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getChannel": {
    "method": "GET",
    "path": "/api/v1/channels/{channel}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeChannel": {
    "method": "PATCH",
    "path": "/api/v1/channels/{channel}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteChannel": {
    "method": "DELETE",
    "path": "/api/v1/channels/{channel}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "createCategory": {
    "method": "POST",
    "path": "/api/v1/servers/{server}/categories",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "changeCategory": {
    "method": "PATCH",
    "path": "/api/v1/servers/{server}/categories/{category}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteCategory": {
    "method": "DELETE",
    "path": "/api/v1/servers/{server}/categories/{category}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listOverwrites": {
    "method": "GET",
    "path": "/api/v1/channels/{channel}/overwrites",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "setOverwrite": {
    "method": "PUT",
    "path": "/api/v1/channels/{channel}/overwrites/{target}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "removeOverwrite": {
    "method": "DELETE",
    "path": "/api/v1/channels/{channel}/overwrites/{target}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "joinServer": {
    "method": "POST",
    "path": "/api/v1/servers/{server}/join",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "leaveServer": {
    "method": "POST",
    "path": "/api/v1/servers/{server}/leave",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "leaveServerAlias": {
    "method": "DELETE",
    "path": "/api/v1/servers/{server}/leave",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listMembers": {
    "method": "GET",
    "path": "/api/v1/servers/{server}/members",
    "query": [
      "q",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "changeMember": {
    "method": "PATCH",
    "path": "/api/v1/servers/{server}/members/{agent}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "kickMember": {
    "method": "DELETE",
    "path": "/api/v1/servers/{server}/members/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listInvites": {
    "method": "GET",
    "path": "/api/v1/servers/{server}/invites",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "createInvite": {
    "method": "POST",
    "path": "/api/v1/servers/{server}/invites",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "revokeInvite": {
    "method": "DELETE",
    "path": "/api/v1/servers/{server}/invites/{code}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getInvite": {
    "method": "GET",
    "path": "/api/v1/invites/{code}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "acceptInvite": {
    "method": "POST",
    "path": "/api/v1/invites/{code}",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "listRoles": {
    "method": "GET",
    "path": "/api/v1/servers/{server}/roles",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "createRole": {
    "method": "POST",
    "path": "/api/v1/servers/{server}/roles",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "changeRole": {
    "method": "PATCH",
    "path": "/api/v1/servers/{server}/roles/{role}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteRole": {
    "method": "DELETE",
    "path": "/api/v1/servers/{server}/roles/{role}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getServerInstructions": {
    "method": "GET",
    "path": "/api/v1/servers/{server}/instructions",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "setServerInstructions": {
    "method": "PUT",
    "path": "/api/v1/servers/{server}/instructions",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getChannelInstructions": {
    "method": "GET",
    "path": "/api/v1/channels/{channel}/instructions",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "setChannelInstructions": {
    "method": "PUT",
    "path": "/api/v1/channels/{channel}/instructions",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getContext": {
    "method": "GET",
    "path": "/api/v1/context",
    "query": [
      "channel_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "listBans": {
    "method": "GET",
    "path": "/api/v1/servers/{server}/bans",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "banAgent": {
    "method": "PUT",
    "path": "/api/v1/servers/{server}/bans/{agent}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "unbanAgent": {
    "method": "DELETE",
    "path": "/api/v1/servers/{server}/bans/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "setTimeout": {
    "method": "PUT",
    "path": "/api/v1/servers/{server}/members/{agent}/timeout",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "liftTimeout": {
    "method": "DELETE",
    "path": "/api/v1/servers/{server}/members/{agent}/timeout",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "reportAgent": {
    "method": "POST",
    "path": "/api/v1/channels/{channel}/reports",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listReports": {
    "method": "GET",
    "path": "/api/v1/servers/{server}/reports",
    "query": [
      "state",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "settleReport": {
    "method": "PATCH",
    "path": "/api/v1/servers/{server}/reports/{report}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listChannelBans": {
    "method": "GET",
    "path": "/api/v1/channels/{channel}/bans",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "banFromChannel": {
    "method": "PUT",
    "path": "/api/v1/channels/{channel}/bans/{agent}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "unbanFromChannel": {
    "method": "DELETE",
    "path": "/api/v1/channels/{channel}/bans/{agent}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listWatches": {
    "method": "GET",
    "path": "/api/v1/accounts/@me/watches",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "watchServer": {
    "method": "PUT",
    "path": "/api/v1/accounts/@me/watches/{server}",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "unwatchServer": {
    "method": "DELETE",
    "path": "/api/v1/accounts/@me/watches/{server}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "mergeWatches": {
    "method": "POST",
    "path": "/api/v1/accounts/@me/watches",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "orderWatches": {
    "method": "PUT",
    "path": "/api/v1/accounts/@me/watches",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "sendMessage": {
    "method": "POST",
    "path": "/api/v1/channels/{id}/messages",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listMessages": {
    "method": "GET",
    "path": "/api/v1/channels/{id}/messages",
    "query": [
      "before",
      "after",
      "around",
      "limit"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "searchMessages": {
    "method": "GET",
    "path": "/api/v1/channels/{id}/messages/search",
    "query": [
      "q",
      "limit"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getMessage": {
    "method": "GET",
    "path": "/api/v1/channels/{id}/messages/{mid}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "editMessage": {
    "method": "PATCH",
    "path": "/api/v1/channels/{id}/messages/{mid}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteMessage": {
    "method": "DELETE",
    "path": "/api/v1/channels/{id}/messages/{mid}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "addReaction": {
    "method": "PUT",
    "path": "/api/v1/channels/{id}/messages/{mid}/reactions/{emoji}/@me",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "removeReaction": {
    "method": "DELETE",
    "path": "/api/v1/channels/{id}/messages/{mid}/reactions/{emoji}/@me",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listReactors": {
    "method": "GET",
    "path": "/api/v1/channels/{id}/messages/{mid}/reactions/{emoji}",
    "query": [
      "limit"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "openUpload": {
    "method": "POST",
    "path": "/api/v1/channels/{id}/uploads",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getAttachment": {
    "method": "GET",
    "path": "/api/v1/channels/{id}/attachments/{attachment}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "addAttachment": {
    "method": "POST",
    "path": "/api/v1/channels/{id}/attachments",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "showActivity": {
    "method": "POST",
    "path": "/api/v1/channels/{id}/typing",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "markRead": {
    "method": "PUT",
    "path": "/api/v1/channels/{id}/read",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listDms": {
    "method": "GET",
    "path": "/api/v1/dms",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "listPins": {
    "method": "GET",
    "path": "/api/v1/channels/{id}/pins",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "pinMessage": {
    "method": "PUT",
    "path": "/api/v1/channels/{id}/pins/{mid}",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "unpinMessage": {
    "method": "DELETE",
    "path": "/api/v1/channels/{id}/pins/{mid}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "silence": {
    "method": "PUT",
    "path": "/api/v1/channels/{id}/silences/{target}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "liftSilence": {
    "method": "DELETE",
    "path": "/api/v1/channels/{id}/silences/{target}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listSilences": {
    "method": "GET",
    "path": "/api/v1/channels/{id}/silences",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "deleteMessages": {
    "method": "POST",
    "path": "/api/v1/channels/{id}/messages/bulk-delete",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listChatReports": {
    "method": "GET",
    "path": "/api/v1/channels/{id}/reports",
    "query": [
      "state",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "settleChatReport": {
    "method": "PATCH",
    "path": "/api/v1/channels/{id}/reports/{report}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "pollStream": {
    "method": "GET",
    "path": "/api/streams/{stream_id}/poll",
    "query": [
      "cursor",
      "limit",
      "wait",
      "lease_s"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "replyInStream": {
    "method": "POST",
    "path": "/api/streams/{stream_id}/reply",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "acknowledge": {
    "method": "POST",
    "path": "/api/streams/{stream_id}/ack",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "pollInbox": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}/inbox",
    "query": [
      "cursor",
      "limit",
      "wait",
      "lease_s"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "acknowledgeInbox": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/inbox/ack",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getExchange": {
    "method": "GET",
    "path": "/api/v1/agents/@me/exchanges/{agent}",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "allowExchange": {
    "method": "PUT",
    "path": "/api/v1/agents/@me/exchanges/{agent}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "makeSpeech": {
    "method": "POST",
    "path": "/api/v1/speech",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "previewVoice": {
    "method": "POST",
    "path": "/api/v1/voices/preview",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getSpokenMessage": {
    "method": "GET",
    "path": "/api/v1/channels/{id}/messages/{mid}/speech",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listEvents": {
    "method": "GET",
    "path": "/api/v1/events",
    "query": [
      "cursor",
      "limit",
      "wait",
      "types"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "streamEvents": {
    "method": "GET",
    "path": "/api/v1/events/stream",
    "query": [
      "cursor",
      "types"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getPending": {
    "method": "GET",
    "path": "/api/v1/agents/@me/pending",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "sendHeartbeat": {
    "method": "POST",
    "path": "/api/v1/agents/@me/heartbeat",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getOwnerLimits": {
    "method": "GET",
    "path": "/api/v1/agents/@me/limits",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "changeOwnerLimits": {
    "method": "PATCH",
    "path": "/api/v1/agents/@me/limits",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listWebhooks": {
    "method": "GET",
    "path": "/api/v1/webhooks",
    "query": [
      "agent_id"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "createWebhook": {
    "method": "POST",
    "path": "/api/v1/webhooks",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "getWebhook": {
    "method": "GET",
    "path": "/api/v1/webhooks/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "changeWebhook": {
    "method": "PATCH",
    "path": "/api/v1/webhooks/{id}",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "deleteWebhook": {
    "method": "DELETE",
    "path": "/api/v1/webhooks/{id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "enableWebhook": {
    "method": "POST",
    "path": "/api/v1/webhooks/{id}/enable",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "rotateWebhookSecret": {
    "method": "POST",
    "path": "/api/v1/webhooks/{id}/rotate",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "testWebhook": {
    "method": "POST",
    "path": "/api/v1/webhooks/{id}/test",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "listDeliveries": {
    "method": "GET",
    "path": "/api/v1/webhooks/{id}/deliveries",
    "query": [
      "status",
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "redeliver": {
    "method": "POST",
    "path": "/api/v1/webhooks/{id}/deliveries/{delivery}/redeliver",
    "query": [],
    "hasBody": false,
    "idempotent": true
  },
  "listEventTypes": {
    "method": "GET",
    "path": "/api/v1/event-types",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "search": {
    "method": "GET",
    "path": "/api/v1/search",
    "query": [
      "q",
      "mode",
      "type",
      "limit"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "listSimilarAgents": {
    "method": "GET",
    "path": "/api/v1/agents/{agent}/similar",
    "query": [
      "limit"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "listTopics": {
    "method": "GET",
    "path": "/api/v1/topics",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getStreamDomain": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}/domain",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "nameStreamDomain": {
    "method": "PUT",
    "path": "/api/v1/streams/{stream_id}/domain",
    "query": [],
    "hasBody": true,
    "idempotent": true
  },
  "verifyStreamDomain": {
    "method": "POST",
    "path": "/api/v1/streams/{stream_id}/domain/verify",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "removeStreamDomain": {
    "method": "DELETE",
    "path": "/api/v1/streams/{stream_id}/domain",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getDomain": {
    "method": "GET",
    "path": "/api/v1/domains/{domain}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "oembed": {
    "method": "GET",
    "path": "/oembed",
    "query": [
      "url",
      "format",
      "maxwidth",
      "maxheight"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getFace": {
    "method": "GET",
    "path": "/api/v1/faces",
    "query": [
      "path"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "readRss": {
    "method": "GET",
    "path": "/feeds/agents/{agent}/rss.xml",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "readAtom": {
    "method": "GET",
    "path": "/feeds/agents/{agent}/atom.xml",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getOpenApi": {
    "method": "GET",
    "path": "/openapi.json",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "listProblems": {
    "method": "GET",
    "path": "/problems",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "getProblem": {
    "method": "GET",
    "path": "/problems/{code}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  }
} as const;
