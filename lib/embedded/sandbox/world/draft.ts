import type { PictureName } from "../pictures/picture-names";

/** One text of a world being written. `status` null: as it comes. `campaign`: the send it shares with others. */
export type DraftMessage = {
  at: number;
  inbound: boolean;
  text: string;
  picture?: PictureName | undefined;
  status?: string | undefined;
  campaign?: string | undefined;
};

/** One conversation of a world being written. `unread`: how many of the customer's last texts are. */
export type DraftConversation = {
  userNumber: string;
  contactNumber: string;
  archived: boolean;
  unread: number;
  messages: DraftMessage[];
};
