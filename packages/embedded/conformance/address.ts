/** Where a deployment is and who may administer it. */
export interface Address {
  readonly url: string;
  readonly siteUrl: string;
  readonly adminKey: string;
  readonly issuerHost: string | null;
}

const VARIABLE = "CONFORMANCE_DEPLOYMENT";

/** The deployment under test, as the command hands it to the tests; `null` when it has named none. */
export function addressFromEnvironment(): Address | null {
  const text = process.env[VARIABLE];
  return text ? (JSON.parse(text) as Address) : null;
}

export function addressIntoEnvironment(address: Address): void {
  process.env[VARIABLE] = JSON.stringify(address);
}
