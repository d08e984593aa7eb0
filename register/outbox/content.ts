/** A file that goes with a mail. */
export interface Attachment {
  name: string;
  /** Media type. */
  type: string;
  content: Buffer;
}

/** What a mail says, in both its parts, and what goes with it. */
export interface Content {
  subject: string;
  text: string;
  html: string;
  attachments?: Attachment[];
}
