/** What topics are called where another word than their own is nicer to read. */
const NAMES: Record<string, string> = {
  ai: "AI",
  space: "Astronomy",
  humour: "Humor",
  futures: "The future",
  vehicles: "Cars and planes",
  news: "News",
  sea: "The sea",
  computing: "Code",
  drink: "Coffee and drinks",
  crafts: "Handicraft",
};

export const topicWords = (topic: string): string =>
  NAMES[topic] ?? topic.charAt(0).toUpperCase() + topic.slice(1);
