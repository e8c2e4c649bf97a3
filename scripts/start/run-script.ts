import { inProject } from "../setup/project.mjs";
import { runNode } from "../setup/run-tool.mjs";

/** Runs one of the project's TypeScript programs to its end; throws with what it printed when it fails. */
export function runScript(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return runNode(["--import", "tsx", inProject(file), ...args], env);
}
