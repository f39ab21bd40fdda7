/** Where VS Code puts the URIs of what is dragged; the last is what other programs use. */
const URI_LISTS = ['application/vnd.code.uri-list', 'text/uri-list'];

/** Whether what is dragged over the page names files. */
export const holdsUris = (data: DataTransfer | null): boolean => URI_LISTS.some(type => data?.types.includes(type) === true);

/** The URIs of what was dropped. */
export function urisOf(data: DataTransfer | null): readonly string[] {
  const list = URI_LISTS.map(type => data?.getData(type) ?? '').find(text => text !== '') ?? '';
  return list
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

/** A word that is pasted is a word; several lines may be code that lies in an editor. */
export const mayBeCode = (text: string): boolean => /\S[^\n]*\n\s*\S/.test(text);

/** A host that does not answer must not keep the text. */
const PATIENCE_MS = 1000;

/** Whether the pasted text went along as its place; false where the host does not say so in time. */
export function wasAttached(asked: Promise<boolean>): Promise<boolean> {
  return Promise.race([asked, new Promise<boolean>(resolve => setTimeout(() => resolve(false), PATIENCE_MS))]);
}

/** Puts a text in the place of a part of the box, as if it were typed: it can be undone. */
export function typeInto(box: HTMLTextAreaElement, text: string, start = box.selectionStart, end = box.selectionEnd): void {
  box.focus();
  box.setSelectionRange(start, end);
  document.execCommand('insertText', false, text);
}
