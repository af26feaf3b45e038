import { makeFunctionReference } from "convex/server";

const query = (name: string) => makeFunctionReference<"query">(name);
const mutation = (name: string) => makeFunctionReference<"mutation">(name);
const action = (name: string) => makeFunctionReference<"action">(name);

/** The functions of the fixture app by name and type. */
export const api = {
  messages: {
    list: query("messages:list"),
    send: mutation("messages:send"),
    page: query("messages:page"),
    loud: query("messages:loud"),
  },
  kitchen: {
    put: mutation("kitchen:put"),
    get: query("kitchen:get"),
    ordered: query("kitchen:ordered"),
    bump: mutation("kitchen:bump"),
    value: query("kitchen:value"),
    wrongDocument: mutation("kitchen:wrongDocument"),
    wrongResult: query("kitchen:wrongResult"),
    fail: mutation("kitchen:fail"),
    survive: mutation("kitchen:survive"),
    determinism: query("kitchen:determinism"),
    forbidden: query("kitchen:forbidden"),
    hash: mutation("kitchen:hash"),
    never: mutation("kitchen:never"),
    spin: mutation("kitchen:spin"),
    secret: query("kitchen:secret"),
    nothing: mutation("kitchen:nothing"),
    callsSecret: action("kitchen:callsSecret"),
    actionFails: action("kitchen:actionFails"),
    slowly: action("kitchen:slowly"),
    greeting: query("kitchen:greeting"),
    bumpLater: mutation("kitchen:bumpLater"),
    actLater: mutation("kitchen:actLater"),
    cancelJob: mutation("kitchen:cancelJob"),
    job: query("kitchen:job"),
    internalBump: mutation("kitchen:internalBump"),
    internalSlowly: action("kitchen:internalSlowly"),
    readMany: query("kitchen:readMany"),
  },
  nodeOnly: { md5: action("nodeOnly:md5") },
};
