/** As much of `http_ece` as the tests read with. It comes with `web-push`. */
declare module "http_ece" {
  const ece: {
    decrypt(
      body: Uint8Array,
      how: { version: string; privateKey: unknown; authSecret: string },
    ): { toString(): string };
  };
  export default ece;
}
