/**
 * The arrows of ARCHITECTURE.md: domain ← {providers, db} ← inbox ← {jobs, app}; domain ← client ← components ← app.
 * @param {string} name
 * @param {string} from a folder
 * @param {string[]} to folders it may not import
 * @param {string} comment
 * @returns {import("dependency-cruiser").IForbiddenRuleType}
 */
function never(name, from, to, comment) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: `^${from}/` },
    to: { path: to.map((folder) => `^${folder}(/|$)`) },
  };
}

const PACKAGES = "node_modules/";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circular",
      comment: "Two files that need each other are one file, or three.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "domain-is-pure",
      comment: "The words know nothing of where they are stored, sent or shown.",
      severity: "error",
      from: { path: "^lib/domain/" },
      to: { path: "^(app|components|generated|scripts|lib/(?!domain/))" },
    },
    {
      name: "domain-uses-pure-libraries",
      comment: "No framework, no database, no Node.js: this code runs in browsers too.",
      severity: "error",
      from: { path: "^lib/domain/" },
      to: {
        path: [
          `${PACKAGES}(next|next-auth|react|react-dom|pg|@prisma|prisma|graphile-worker|pino|server-only)/`,
        ],
      },
    },
    {
      name: "domain-runs-anywhere",
      severity: "error",
      from: { path: "^lib/domain/" },
      to: { dependencyTypes: ["core"] },
    },
    never(
      "providers-know-only-the-domain",
      "lib/providers",
      [
        "lib/(?!domain/|providers/)[^/]+",
        "app",
        "components",
        "generated",
        `${PACKAGES}(next|next-auth|react)`,
      ],
      "An adapter maps a vendor to the domain; where things are stored is none of its business.",
    ),
    never(
      "db-knows-only-the-domain",
      "lib/db",
      ["lib/(?!domain/|db/|env\\.ts)[^/]+", "app", "components", `${PACKAGES}(next|next-auth|react)`],
      "Data modules return domain types and know nothing of who asks.",
    ),
    {
      name: "only-db-touches-prisma",
      severity: "error",
      from: { path: "^(app|components|lib/(?!db/|embedded/)|instrumentation|proxy)" },
      to: { path: ["^generated/", `${PACKAGES}(pg|@prisma)/`] },
    },
    never(
      "inbox-is-below-its-callers",
      "lib/inbox",
      ["lib/(jobs|api|auth|client|embedded)", "app", "components", `${PACKAGES}(next|next-auth|react)`],
      "Use-cases don't know whether a request or a job calls them.",
    ),
    never(
      "jobs-only-call-use-cases",
      "lib/jobs",
      ["lib/(providers|api|auth|client|embedded)", "app", "components"],
      "When, never what.",
    ),
    never(
      "the-http-edge-is-thin",
      "lib/api",
      ["lib/(providers|inbox|jobs|client|embedded)", "lib/db/(?!users\\.)[^/]+", "app", "components"],
      "It authorizes, validates and maps errors; use-cases do the rest.",
    ),
    never(
      "sign-in-is-thin",
      "lib/auth",
      [
        "lib/(providers|inbox|jobs|client|embedded)",
        "lib/db/(?!users\\.|failed-sign-ins\\.|presences\\.)[^/]+",
        "app",
        "components",
      ],
      "It authorizes, validates and maps errors; use-cases do the rest.",
    ),
    never(
      "the-browser-cache-knows-only-the-domain",
      "lib/client",
      ["lib/(?!domain/|client/)[^/]+", "app", "components", "generated"],
      "It runs in browsers.",
    ),
    never(
      "components-use-the-client",
      "components",
      ["lib/(?!domain/|client/)[^/]+", "app", "generated"],
      "What people see never reaches past the browser's cache.",
    ),
    never(
      "routes-go-through-use-cases",
      "app",
      ["lib/(providers|db|jobs|embedded)", "generated"],
      "Routes parse, authorize, call a use-case and answer.",
    ),
    never(
      "the-batteries-stand-alone",
      "lib/embedded",
      [
        "lib/(?!embedded/)[^/]+",
        "app",
        "components",
        "generated",
        `${PACKAGES}(next|next-auth|react|@prisma)`,
      ],
      "They could be replaced by a real Postgres and a real provider, and share no code with what talks to those.",
    ),
    {
      name: "no-tests-in-the-product",
      severity: "error",
      from: { path: "^(app|components|lib)/" },
      to: { path: "^(tests|scripts)/" },
    },
    {
      name: "resolvable",
      comment: "An import that leads nowhere would also escape every rule above.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(\\.d\\.ts$|^\\.next)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "style", "node", "default", "types"],
    },
  },
};
