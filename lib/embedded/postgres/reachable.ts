import { stat } from "node:fs/promises";
import path from "node:path";
import type { ServerUser } from "./server-user";

/**
 * Whether `user` may enter `folder` and every folder above it, going by the mode bits. The folder's missing last
 * parts don't count: whoever creates them decides.
 */
export async function isReachableBy(user: ServerUser, folder: string): Promise<boolean> {
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    const info = await stat(current).catch(() => undefined);
    if (info && !mayEnter(user, info)) return false;
    if (current === path.dirname(current)) return true;
  }
}

function mayEnter(user: ServerUser, folder: { mode: number; uid: number; gid: number }): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
