import { getRouteApi } from "@tanstack/react-router";
import { DeletedPage } from "../account/DeletedPage";
import { SignInPage } from "../account/SignInPage";
import { readWayBack } from "../account/wayBack";

export { AccountPage } from "../account/AccountPage";
export { ForgotPage } from "../account/ForgotPage";
export { ResetPage } from "../account/ResetPage";
export { SignUpPage } from "../account/SignUpPage";
export { VerifyPage } from "../account/VerifyPage";

const signIn = getRouteApi("/sign-in");
const deleted = getRouteApi("/account/deleted");

export function SignInRoute() {
  return <SignInPage wayBack={readWayBack(signIn.useSearch().to)} />;
}

export function DeletedRoute() {
  const until = Date.parse(deleted.useSearch().until ?? "");
  return <DeletedPage until={Number.isNaN(until) ? null : until} />;
}
