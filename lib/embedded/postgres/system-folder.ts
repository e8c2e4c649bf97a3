/**
 * Where root keeps what the Postgres user must reach when the project or its data folder lies in a closed place
 * (such as /root, which nobody else may enter).
 */
export const SYSTEM_FOLDER = "/var/lib/replydesk";
