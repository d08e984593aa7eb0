/** What a mail says, in both its parts. */
export interface Content {
  subject: string;
  text: string;
  html: string;
}
