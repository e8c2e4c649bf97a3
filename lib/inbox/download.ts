import { lookup } from "node:dns";
import { get as httpGet, type IncomingMessage } from "node:http";
import { get as httpsGet } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

const TIMEOUT_MS = 15_000;
const MAX_REDIRECTS = 3;

/** The address may not be fetched from, or what is there may not be taken. */
export class NotAllowed extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "NotAllowed";
  }
}

/**
 * Downloads a public address somebody else has named. Addresses inside our own network are refused: by the address
 * that is really connected to, so that a name which resolves to one (now, or at the second look) doesn't help.
 * @param limits.trustedOrigin may be fetched from wherever it is: the provider's own server
 */
export async function download(
  url: string,
  limits: { maxBytes: number; trustedOrigin: string },
): Promise<Uint8Array<ArrayBuffer>> {
  let next = new URL(url);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await open(next, next.origin === limits.trustedOrigin);
    const status = response.statusCode ?? 0;
    const location = response.headers.location;
    if (status >= 300 && status < 400 && location) {
      response.destroy();
      next = new URL(location, next);
      continue;
    }
    if (status !== 200) {
      response.destroy();
      throw new Error(`The file's server answered ${status}`);
    }
    return read(response, limits.maxBytes);
  }
  throw new NotAllowed("The file's address leads in circles.");
}

function open(url: URL, isTrusted: boolean): Promise<IncomingMessage> {
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new NotAllowed("Not a web address.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!isTrusted && isIP(host) && isPrivate(host)) throw new NotAllowed("The file is at a private address.");
  const get = url.protocol === "https:" ? httpsGet : httpGet;
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      {
        timeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        lookup: isTrusted ? undefined : lookupPublic,
      },
      resolve,
    );
    request.on("timeout", () => request.destroy(new Error("The file's server took too long")));
    request.on("error", reject);
  });
}

async function read(response: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > maxBytes) throw new NotAllowed("The file is too large.");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "");
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => isPrivate(address))) {
      return callback(new NotAllowed("The file is at a private address."), "");
    }
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

const privateRanges = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  privateRanges.addSubnet(net, prefix, "ipv4");
}
for (const [net, prefix] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
  ["64:ff9b::", 96],
] as const) {
  privateRanges.addSubnet(net, prefix, "ipv6");
}

function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return privateRanges.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}
