import { startTestDemo } from "../setup/test-server";

/** A fresh demo without customers who text by themselves, on a free port; tests find it through the environment. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const server = await startTestDemo();
  process.env.E2E_BASE_URL = server.url;
  process.env.E2E_CONTROL_URL = server.controlUrl;
  process.env.E2E_DATA_DIR = server.dataFolder;
  return () => server.stop();
}
