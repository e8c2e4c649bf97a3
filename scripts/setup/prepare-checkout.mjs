import { buildApplication } from "./build.mjs";
import { generatePrismaClient } from "./generate.mjs";
import { installPackages } from "./install.mjs";
import { withSetupClaim } from "./setup-claim.mjs";

/**
 * Brings the checkout to where a command can run: packages, generated code, build. What is current is left alone.
 * Afterwards TypeScript files can be imported.
 * @param {{ packages: import("./install.mjs").PackageSet, build: boolean }} wanted
 * @returns {Promise<string | undefined>} the folder of the build, relative to the checkout, when one was wanted
 */
export async function prepareCheckout({ packages, build }) {
  const buildFolder = await withSetupClaim(async () => {
    await installPackages(packages);
    await generatePrismaClient();
    return build ? buildApplication() : undefined;
  });
  const { register } = await import("tsx/esm/api");
  register();
  return buildFolder;
}
