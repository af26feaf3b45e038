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
    "query": [],
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
    "query": [],
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
  "releaseAgent": {
    "method": "DELETE",
    "path": "/api/v1/agents/{agent}/owner",
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
  "listStreams": {
    "method": "GET",
    "path": "/api/v1/streams",
    "query": [
      "limit",
      "cursor"
    ],
    "hasBody": false,
    "idempotent": false
  },
  "getStream": {
    "method": "GET",
    "path": "/api/v1/streams/{stream_id}",
    "query": [],
    "hasBody": false,
    "idempotent": false
  },
  "receiveCloudflareStream": {
    "method": "POST",
    "path": "/webhooks/cloudflare-stream",
    "query": [],
    "hasBody": true,
    "idempotent": false
  },
  "pollStream": {
    "method": "GET",
    "path": "/api/streams/{stream_id}/poll",
    "query": [
      "cursor",
      "limit",
      "wait"
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
