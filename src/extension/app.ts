import type { Question } from '../engine/question.ts';
import type { SessionRecord } from '../engine/sessionFile.ts';
import type { LearnedStore } from '../model/learned.ts';
import type { ApiKeys } from './apiKeys.ts';
import type { Attachments } from './attachments.ts';
import type { Choices } from './choices.ts';
import type { FollowUps } from './followUps.ts';
import type { SessionHistory } from './history.ts';
import type { LastEditor } from './lastEditor.ts';
import type { Log } from './log.ts';
import type { ModelCatalogue } from './modelCatalogue.ts';
import type { Panel } from './panel.ts';
import type { ReadOnlyTexts } from './readOnlyTexts.ts';
import type { RunController } from './runController.ts';
import type { RunStarts } from './runStarts.ts';
import type { Settings } from './settingsSchema.ts';
import type { ShownBranch } from './shownBranch.ts';
import type { ShownComparison } from './shownComparison.ts';
import type { SideView } from './sideView.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

/** The parts of the extension that commands and pages work with. `activate` makes each of them once. */
export interface App {
  readonly runs: RunController;
  readonly keys: ApiKeys;
  readonly models: ModelCatalogue;
  readonly learned: LearnedStore;
  readonly log: Log;
  /** How requests name us: `stepwise/0.1.0`, for instance. */
  readonly userAgent: string;
  readonly texts: ReadOnlyTexts;
  readonly lastEditor: LastEditor;
  readonly panel: Panel;
  readonly sideView: SideView;
  readonly runStarts: RunStarts;
  readonly branch: ShownBranch;
  readonly comparison: ShownComparison;
  readonly followUps: FollowUps;
  readonly attachments: Attachments;
  readonly choices: Choices;
  readonly files: WorkspaceFiles;
  readonly history: SessionHistory;
  /** Writes a line of a session that was not thought here. */
  readonly keepRecord: (sessionId: string, record: SessionRecord) => Promise<void>;
  /** Brings back the session of the last time, once; resolves when that is done. */
  readonly restoreSession: () => Promise<void>;
  /** Makes sure that the session can be added to; false, with a word to the reader, where it can only be read. */
  readonly claimSession: () => Promise<boolean>;
  /** Whether a question may be thought about as dearly as is chosen. */
  readonly confirmDearRun: (settings: Settings, question: Question) => Promise<boolean>;
  /** What was asked last, to be tried again. */
  readonly lastAsked: { value: Question | undefined };
}
