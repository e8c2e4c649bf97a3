import { startWorking, stopWithParent } from "@/lib/jobs/live-and-stop";

stopWithParent();
await startWorking();
