/** Whether this is `npm run test:faults`, which has minutes, and not the part of `npm test`, which has seconds. */
export const isLongForm = process.env.REPLYDESK_FAULTS === "long";
