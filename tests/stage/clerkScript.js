/**
 * What the test's issuer serves where Clerk serves its script: as much of that as the client uses. Somebody is signed in
 * by a click, and stays it through a reload.
 */
(() => {
  const listeners = new Set();
  const base = new URL(document.currentScript.src).origin;
  const tell = () => {
    for (const listener of listeners) listener(state());
  };
  const session = () => {
    const id = localStorage.getItem("test.clerk");
    if (id === null) return null;
    const user = { id: "user_browser" };
    const lastActiveToken = { jwt: { claims: { sid: id, sub: user.id } } };
    const getToken = async (options) => {
      const asked = new URLSearchParams({ template: options?.template ?? "" });
      return await (await fetch(`${base}/token?${asked}`)).text();
    };
    return { id, status: "active", user, lastActiveToken, getToken, factorVerificationAge: [0, -1] };
  };
  const state = () => ({ client: {}, session: session(), user: session()?.user ?? null, organization: null });
  const signIn = () => {
    localStorage.setItem("test.clerk", `sess_${Date.now()}`);
    document.querySelector("#clerk-dialog").remove();
    tell();
  };
  window.Clerk = {
    loaded: false,
    status: "loading",
    async load() {
      this.loaded = true;
      this.status = "ready";
    },
    on: (event, listener, options) => {
      if (event === "status" && options?.notify) listener("ready");
    },
    off: () => undefined,
    addListener(listener) {
      listeners.add(listener);
      listener(state());
      return () => listeners.delete(listener);
    },
    get session() {
      return session();
    },
    get user() {
      return session()?.user ?? null;
    },
    client: {},
    organization: null,
    openSignIn() {
      const dialog = document.createElement("dialog");
      dialog.id = "clerk-dialog";
      const button = document.createElement("button");
      button.textContent = "I am Ada";
      button.onclick = signIn;
      dialog.append(button);
      document.body.append(dialog);
      dialog.showModal();
    },
    async signOut() {
      localStorage.removeItem("test.clerk");
      tell();
    },
  };
})();
