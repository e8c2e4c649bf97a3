const isDevelopment = process.env.NODE_ENV === "development";

/**
 * Pages carry no nonce (they stay cacheable, and static where they can be), so Next's own inline boot scripts need
 * 'unsafe-inline'. Media come through our own server, wherever the provider keeps them. Fast refresh evaluates code, so
 * development allows that too.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "object-src 'none'",
].join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
];

/**
 * The framework compresses only what has a content type before a route answers: it keeps a type that the route sets
 * in a list, and its compression asks for a string (Next 16.4.5: `send-response.js`, `compressible`). Named here are
 * the nouns whose answers are JSON throughout; anything that streams or sends files stays out.
 */
const compressedNouns = "conversations|numbers|users|accounts|me|health";
const jsonType = { key: "Content-Type", value: "application/json; charset=utf-8" };

/**
 * JavaScript rather than TypeScript: it is read at every start, and needs no compiler this way.
 * @type {import("next").NextConfig}
 */
const nextConfig = {
  // Normally .next; beside it when a running server still needs that one (scripts/setup/build.mjs).
  distDir: process.env.REPLYDESK_DIST_DIR ?? ".next",
  // `npm run check` checks types, tests included; where the product merely runs, the tests' packages are missing.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  compress: true,
  reactStrictMode: true,
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: securityHeaders },
      { source: `/api/:noun(${compressedNouns})/:path*`, headers: [jsonType] },
    ]),
};

export default nextConfig;
