export { convexTest } from "./convexTest.ts";
export type { TestConvex, TestConvexForDataModel, TestConvexRoot } from "./types.ts";
