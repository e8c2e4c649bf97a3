import pino from "pino";

/** JSON lines on stdout. Credentials never reach a log: what could carry them is redacted here as well. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: null,
  redact: {
    paths: [
      "password",
      "*.password",
      "credentials",
      "*.credentials",
      "authorization",
      "*.authorization",
      "*.accessToken",
      "*.refreshToken",
    ],
    censor: "[redacted]",
  },
});
