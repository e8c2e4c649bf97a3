/**
 * Something the person at the terminal can put right: its message says what and how, a stack would only hide it.
 */
export class PersonError extends Error {
  /** @override */
  name = "PersonError";
}

/**
 * What to print for an error that ended a command.
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  if (!(error instanceof Error)) return String(error);
  const plain = error.name === "PersonError" || error.name === "MigrationError";
  return plain ? error.message : (error.stack ?? error.message);
}
