/** What package.json's "engines" says; here as well because nothing may be read before this check. */
const MINIMUM = { major: 20, minor: 19 };

/**
 * Ends the process with a clear message on a Node.js that is too old to run the rest.
 * @returns {void}
 */
export function requireNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > MINIMUM.major || (major === MINIMUM.major && minor >= MINIMUM.minor)) return;
  console.error(
    `Replydesk needs Node.js ${MINIMUM.major}.${MINIMUM.minor} or newer; this is ${process.versions.node}. ` +
      "Get a current one from https://nodejs.org.",
  );
  process.exit(1);
}
