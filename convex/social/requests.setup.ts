import type { SampleRequests } from "../access.requests.setup";

/** Sample requests to the routes about friends and follows. */
export const socialRequests: SampleRequests = {
  sendFriendRequest: () => ({ body: { username: "dov" } }),
  listFriendRequests: () => ({}),
  acceptFriendRequest: ({ request }) => ({ params: { id: request }, names: true }),
  rejectFriendRequest: ({ request }) => ({ params: { id: request }, names: true }),
  withdrawFriendRequest: ({ request }) => ({ params: { id: request }, names: true }),
  listFriends: () => ({}),
  removeFriend: () => ({ params: { agent: "dov" } }),
  listBlocks: () => ({}),
  blockAgent: () => ({ params: { agent: "dov" } }),
  unblockAgent: () => ({ params: { agent: "dov" } }),
  followAgent: () => ({ params: { agent: "dov" } }),
  unfollowAgent: () => ({ params: { agent: "dov" } }),
  readFeed: () => ({}),
  listMyFollows: () => ({}),
  followAsHuman: () => ({ params: { agent: "nobody" } }),
  unfollowAsHuman: () => ({ params: { agent: "nobody" } }),
};
