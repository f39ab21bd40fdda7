import * as vscode from 'vscode';
import type { ReasoningEvent } from '../engine/events.ts';
import { createLearnedStore } from '../model/learned.ts';
import { ApiKeys } from './apiKeys.ts';
import type { App } from './app.ts';
import { begin } from './asking.ts';
import { Attachments } from './attachments.ts';
import { callAttention } from './attentionSigns.ts';
import { Choices } from './choices.ts';
import { registerCommands } from './commands.ts';
import { keepContextKeys } from './contextKeys.ts';
import { confirmDearRun } from './dearRuns.ts';
import { DisposableStore } from './disposableStore.ts';
import { documentBudget, USUAL_DOCUMENT_CHARACTERS } from './documentBudget.ts';
import { toEventLine } from './eventLog.ts';
import { watchFirstSteps } from './firstSteps.ts';
import { FollowUps } from './followUps.ts';
import { SessionHistory } from './history.ts';
import { LastEditor } from './lastEditor.ts';
import { Log } from './log.ts';
import { nameMachine } from './machineName.ts';
import { ModelCatalogue } from './modelCatalogue.ts';
import { NextQuestion } from './nextQuestion.ts';
import { createOpenEndpoint } from './openEndpoint.ts';
import { handlePageMessage } from './pageActions.ts';
import { offeredSelection, readPageUi, type SessionUi } from './pageUi.ts';
import { Panel } from './panel.ts';
import { offerReasoningAboutProblems } from './problems.ts';
import { ReadOnlyTexts } from './readOnlyTexts.ts';
import { type EmittedEvent, RunController } from './runController.ts';
import { createRunStarts } from './runStarts.ts';
import { watchSelection } from './selectionWatch.ts';
import { SessionArchive } from './sessionArchive.ts';
import { type SessionProblem, tellSessionProblem } from './sessionProblems.ts';
import { onDidChangeSettings, readHistory, readSettings } from './settings.ts';
import { ShownBranch } from './shownBranch.ts';
import { ShownComparison } from './shownComparison.ts';
import { showRunPage } from './showRunPage.ts';
import { SideView } from './sideView.ts';
import { showInStatusBar } from './statusBar.ts';
import type { PageHost } from './webviewLink.ts';
import { WorkspaceFiles } from './workspaceFiles.ts';

/** Where the state of VS Code keeps what endpoints were found to accept. */
const LEARNED = 'stepwise.learned';

/** What other extensions and tests may use: every event of every run of this window. */
export interface Exports {
  readonly onDidEmit: vscode.Event<EmittedEvent>;
}

/** The table of contents: makes each part once, joins them, and does nothing else. */
export function activate(context: vscode.ExtensionContext): Exports {
  const owned = new DisposableStore();
  context.subscriptions.push(owned);
  const log = owned.add(new Log());
  const report = (error: unknown) => log.error(describe(error));
  const keys = new ApiKeys(context.secrets, () => nameMachine(context.globalStorageUri.fsPath, vscode.env.remoteName));
  const models = owned.add(new ModelCatalogue());
  const tell = (problem: SessionProblem) => tellSessionProblem(problem, log);
  const archive = owned.add(new SessionArchive({ context, window: vscode.env.sessionId, readHistory, tell, report }));
  const runs = owned.add(new RunController(archive, report));
  const history = owned.add(new SessionHistory(archive, runs, report));
  const branch = owned.add(new ShownBranch(runs));
  const comparison = owned.add(new ShownComparison(runs));
  const followUps = owned.add(new FollowUps(runs, question => begin(app, question)));
  const attachments = owned.add(new Attachments(context.workspaceState, () => mostCharacters(models)));
  const uiChanged = owned.add(new vscode.EventEmitter<void>());
  owned.add(onDidChangeSettings(() => uiChanged.fire()));
  owned.add(vscode.window.onDidChangeActiveTextEditor(() => uiChanged.fire()));
  owned.add(watchSelection(() => uiChanged.fire()));
  for (const changing of [models, branch, comparison, followUps, attachments]) owned.add(changing.onDidChange(() => uiChanged.fire()));

  owned.add(runs.onDidChangeRunning(() => uiChanged.fire()));
  const next = new NextQuestion(runs, branch, models);
  const modelsAt = (baseUrl: string) => models.namesAt(baseUrl);

  const sessionUi = (): SessionUi => ({
    branch: branch.number,
    ...(comparison.pair && { compared: comparison.pair }),
    queued: followUps.questions,
    attachments: attachments.shown,
    ...offeredSelection(attachments.shown),
  });
  const page: PageHost = {
    runs,
    readUi: () => readPageUi(modelsAt, settings => next.describe(settings), sessionUi()),
    history,
    onDidChangeUi: uiChanged.event,
    restoreSession: () => archive.restoreInto(runs),
    handle: message => handlePageMessage(app, message),
    report,
  };
  const panel = owned.add(new Panel(context.extensionUri, page));
  const sideView = owned.add(new SideView(context.extensionUri, page));
  const learned = createLearnedStore(context.globalState.get(LEARNED), all => void context.globalState.update(LEARNED, all));
  const parts = { keys, models, learned, log, userAgent: `stepwise/${context.extension.packageJSON.version}` };
  const runStarts = createRunStarts(createOpenEndpoint(parts), vscode.env.remoteName);
  const texts = owned.add(new ReadOnlyTexts());
  const lastEditor = owned.add(new LastEditor());
  const { restoreSession } = page;
  const app: App = {
    ...parts,
    runs,
    texts,
    lastEditor,
    panel,
    sideView,
    runStarts,
    branch,
    comparison,
    followUps,
    attachments,
    choices: new Choices(),
    confirmDearRun: (settings, question) => confirmDearRun(context.globalState, next, settings, question),
    files: new WorkspaceFiles(),
    history,
    keepRecord: (sessionId, record) => archive.keep(sessionId, record).catch(report),
    restoreSession,
    claimSession: () => archive.claim(runs),
    lastAsked: { value: undefined },
  };
  owned.add(registerCommands(app));
  owned.add(offerReasoningAboutProblems());
  owned.add(keepContextKeys(runs));
  owned.add(watchFirstSteps(runs));
  owned.add(showInStatusBar(runs, () => showRunPage(app)));
  owned.add(callAttention(runs, app));
  owned.add(runs.onDidReplaceSession(() => void archive.turnTo(runs.session.id)));
  owned.add(
    runs.onDidReplaceSession(() => {
      app.lastAsked.value = undefined;
    }),
  );
  owned.add(runs.onDidEmit(({ event }) => noteEvent(log, event)));
  return { onDidEmit: runs.onDidEmit };
}

/** What a document may bring along into a question, with the model in use. */
function mostCharacters(models: ModelCatalogue): number {
  const parsed = readSettings();
  return 'settings' in parsed ? documentBudget(models, parsed.settings) : USUAL_DOCUMENT_CHARACTERS;
}

function noteEvent(log: Log, event: ReasoningEvent): void {
  const line = toEventLine(event);
  if (line) log[line.level](line.text);
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
