import { query } from "../builders.model";

export const named = query({ args: {}, handler: () => "named" });

export default query({ args: {}, handler: () => "default" });
