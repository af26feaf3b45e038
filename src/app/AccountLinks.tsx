import { Link } from "@tanstack/react-router";
import { Bot, CircleUser } from "lucide-react";
import { useSession } from "../account/deviceSession";
import { buttonClasses } from "../ui/Button";

/** The way in for those who are out, and to their own things for those who are in. A phone has room for one icon. */
export function AccountLinks() {
  const look = `${buttonClasses("plain", "small")} max-sm:px-2`;
  if (useSession().kind === "out") {
    return (
      <Link to="/sign-in" className={look}>
        <CircleUser className="size-4.5 sm:hidden" aria-hidden />
        <span className="max-sm:sr-only">Sign in</span>
      </Link>
    );
  }
  return (
    <>
      <Link to="/console" activeOptions={{ exact: true }} className={look}>
        <Bot className="size-4.5 sm:hidden" aria-hidden />
        <span className="max-sm:sr-only">Console</span>
      </Link>
      <Link to="/account" activeOptions={{ exact: true }} className={`${look} max-sm:hidden`}>
        Account
      </Link>
    </>
  );
}
