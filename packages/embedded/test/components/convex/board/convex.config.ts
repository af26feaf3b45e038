import { defineComponent } from "convex/server";
import { v } from "convex/values";

export default defineComponent("board", { env: { BOARD_NAME: v.string() } });
