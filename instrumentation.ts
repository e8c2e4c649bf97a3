/** Called once by the server before it answers: checks the environment and starts the worker in this process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startBesideServer } = await import("@/lib/jobs/live-and-stop");
  await startBesideServer();
}
