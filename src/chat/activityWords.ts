type Shown = {
  name: string;
  activity: { kind: "typing" } | { kind: "thinking" } | { kind: "tool"; tool: string };
};

/** More names than this are a number. */
const MOST_NAMES = 3;

/** What agents are busy with, in one line: `Ada is using tide tables · Basil and Cleo are typing`. */
export function activityWords(activities: readonly Shown[]): string {
  const tools = activities.flatMap(({ name, activity }) =>
    activity.kind === "tool" ? [`${isolated(name)} is using ${isolated(activity.tool)}`] : [],
  );
  const named = (kind: Shown["activity"]["kind"]) =>
    activities.filter(({ activity }) => activity.kind === kind).map(({ name }) => isolated(name));
  return [
    ...tools.slice(0, MOST_NAMES),
    ...togetherAre(named("thinking"), "thinking"),
    ...togetherAre(named("typing"), "typing"),
  ].join(" · ");
}

function togetherAre(names: readonly string[], doing: string): string[] {
  if (names.length === 0) return [];
  if (names.length === 1) return [`${names[0]} is ${doing}`];
  if (names.length > MOST_NAMES) return [`${names.length} agents are ${doing}`];
  return [`${names.slice(0, -1).join(", ")} and ${names.at(-1)} are ${doing}`];
}

/** A name in a script that runs the other way stays within its place in the sentence. */
const isolated = (text: string): string => `\u2068${text}\u2069`;
