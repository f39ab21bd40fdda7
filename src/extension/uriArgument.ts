import * as vscode from 'vscode';
import * as z from 'zod/mini';

/** A file as the argument of a command names it: a keybinding holds text, an address or a path of this machine. */
export const uriArgument = z.union([z.string(), z.custom<vscode.Uri>(value => value instanceof vscode.Uri)]);

/** The file that is meant. */
export function toUri(given: z.infer<typeof uriArgument>): vscode.Uri {
  if (typeof given !== 'string') return given;
  return /^[a-z][\w+.-]+:\/\//i.test(given) ? vscode.Uri.parse(given) : vscode.Uri.file(given);
}
