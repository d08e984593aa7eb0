/** Which of some Message-IDs are of mails that we sent, as ids of mails: theirs are `<mail id>@<domain of our address>`. */
export function ownMailIds(messageIds: string[], own: string): string[] {
  const ending = own.slice(own.lastIndexOf('@')).toLowerCase();
  const ours = messageIds.filter((id) => id.toLowerCase().endsWith(ending));
  return [...new Set(ours.map((id) => id.slice(0, -ending.length)))];
}
