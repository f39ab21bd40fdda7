import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { App } from './app.ts';
import { reasonAbout } from './asking.ts';
import type { StartedRun } from './runningRun.ts';
import { editorInUse } from './selectedPlace.ts';

/** Which problem is meant: where it stands, counted from 0, and in whose words. */
const problemArgument = z.object({
  uri: z.string(),
  line: z.int().check(z.nonnegative()),
  character: z.int().check(z.nonnegative()),
  message: z.string(),
});
type ProblemArgument = z.infer<typeof problemArgument>;

const COMMAND = 'stepwise.reasonAboutProblem';
/** As much as a menu can show. */
const TITLE_CHARACTERS = 60;
/** More would push the language's own fixes out of sight. */
const MOST_ACTIONS = 2;

/** Offers to reason about a problem where one stands, below the fixes of its language. */
export function offerReasoningAboutProblems(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: ({ uri }, _range, { diagnostics }) =>
      diagnostics
        .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
        .slice(0, MOST_ACTIONS)
        .map(diagnostic => actionFor(uri, diagnostic)),
  };
  return vscode.languages.registerCodeActionsProvider('*', provider, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] });
}

/** Begins a session about a problem and the code around it: the one that is named, else the one at the cursor. */
export async function reasonAboutProblem(app: App, argument: unknown): Promise<StartedRun | undefined> {
  const problem = z.safeParse(problemArgument, argument).data ?? problemAtCursor();
  if (!problem) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no problem at the cursor.'));
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(problem.uri));
  const place = document.validatePosition(new vscode.Position(problem.line, problem.character));
  return reasonAbout(app, { document, selection: new vscode.Selection(place, place) }, { suggested: questionAbout(problem) });
}

function actionFor(uri: vscode.Uri, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const problem = toArgument(uri, diagnostic);
  const title = vscode.l10n.t('Reason about “{problem}”', { problem: shorten(problem.message) });
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { command: COMMAND, title, arguments: [problem] };
  return action;
}

/** The problem that the cursor stands in, else one that begins in its line. */
function problemAtCursor(): ProblemArgument | undefined {
  const editor = editorInUse();
  if (!editor) return undefined;
  const { uri } = editor.document;
  const { active } = editor.selection;
  const problems = vscode.languages.getDiagnostics(uri);
  const at = problems.find(({ range }) => range.contains(active)) ?? problems.find(({ range }) => range.start.line === active.line);
  return at && toArgument(uri, at);
}

function toArgument(uri: vscode.Uri, { range: { start }, message, source }: vscode.Diagnostic): ProblemArgument {
  return { uri: uri.toString(), line: start.line, character: start.character, message: source ? `${source}: ${message}` : message };
}

function questionAbout({ line, message }: ProblemArgument): string {
  return vscode.l10n.t('What causes this problem in line {line}, and how is it solved?\n{problem}', { line: line + 1, problem: message });
}

function shorten(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > TITLE_CHARACTERS ? `${line.slice(0, TITLE_CHARACTERS)}…` : line;
}
