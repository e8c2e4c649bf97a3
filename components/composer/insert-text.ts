/**
 * Replaces all text of a field as if it had been typed, so that the field's own undo brings it back. Only the old
 * editing command does that; it has no successor.
 * @returns false where the browser doesn't have it
 */
export function insertText(field: HTMLTextAreaElement, text: string): boolean {
  field.focus();
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return document.execCommand("insertText", false, text);
}
