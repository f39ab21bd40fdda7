/** The text cut into pieces of 1 to 24 characters. */
export function cutText(text: string, random: () => number): string[] {
  const characters = [...text];
  const pieces: string[] = [];
  while (characters.length > 0) pieces.push(characters.splice(0, 1 + Math.floor(random() * 24)).join(''));
  return pieces;
}

/** The bytes cut into pieces of 1 to 60 bytes, in the middle of characters too. */
export function cutBytes(text: string, random: () => number): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + Math.floor(random() * 60);
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return pieces;
}

/** The first part of the text: at least one character, never all of it. */
export function cutShort(text: string, random: () => number): string {
  const characters = [...text];
  return characters.slice(0, 1 + Math.floor(random() * (characters.length - 1))).join('');
}
