import { isDemo } from "../setup/data-folder.mjs";
import type { Lifecycle } from "../setup/lifecycle.mjs";
import { generatedSecrets } from "../setup/secrets.mjs";
import type { Settings } from "../setup/settings.mjs";
import { startDatabase } from "./start-database";

/** The demo and an installation of one's own never share data, though they may share a data folder. */
const DATABASES = { demo: "replydesk_demo", own: "replydesk" };

/** A database and the variables that lead to it and to what is encrypted in it. */
export interface OpenDatabase {
  isEmbedded: boolean;
  isDemo: boolean;
  url: string;
  environment: Record<string, string>;
}

/** Starts the embedded Postgres of the data folder and tells how to use it. */
export async function openEmbeddedDatabase(settings: Settings, lifecycle: Lifecycle): Promise<OpenDatabase> {
  const secrets = generatedSecrets(settings.dataFolder);
  const demo = isDemo(settings);
  const database = demo ? DATABASES.demo : DATABASES.own;
  const cluster = await startDatabase(lifecycle, settings.dataFolder, secrets.databasePassword, database);
  const url = cluster.url(database);
  return {
    isEmbedded: true,
    isDemo: demo,
    url,
    environment: {
      DATABASE_URL: url,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || secrets.nextAuthSecret,
      ENCRYPTION_KEY: process.env.ENCRYPTION_KEY || secrets.encryptionKey,
    },
  };
}
