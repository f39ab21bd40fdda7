/** Makes the README's first pictures, `main-job.png` and the film `main-job-film.png`: the main job in a real VS Code, thought through by the real local model. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningLlamaServer } from '../../scripts/lab/llamaServer.mjs';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { root } from '../../scripts/setup/folders.mjs';
import { startLocalModel } from '../support/lab/localModel.ts';
import { openWorkbench, type Workbench } from '../support/lab/workbench.ts';
import { Camera } from './camera.ts';
import { encodePng } from './encode.ts';
import { decodePng } from './png.ts';

const picture = join(root, 'docs/pictures/main-job.png');
const film = join(root, 'docs/pictures/main-job-film.png');
const patienceMs = 180_000;

/** Short enough for one picture. */
const limits = {
  'stepwise.preset': 'quick',
  'stepwise.maxSteps': 3,
  'stepwise.maxTokensPerStep': 120,
  'stepwise.maxTokensForAnswer': 110,
  'stepwise.temperature': 0.4,
};

/** The model is so small that it needs an example of a title, and a push away from saying everything twice. */
const help = 'You explain Python code. A title says what a line of the code does, for example "Sorting the meetings".';
const parameters = { seed: 1, frequency_penalty: 0.3 };

const look = { 'editor.minimap.enabled': false, 'editor.wordWrap': 'on', 'window.commandCenter': false };

async function openEditor({ baseUrl, model }: RunningLlamaServer, workspaceFolder: string): Promise<Workbench> {
  const endpoint = {
    'stepwise.baseUrl': baseUrl,
    'stepwise.model': model,
    'stepwise.endpoints': [{ name: 'Local', baseUrl, model, parameters }],
  };
  const settings = { ...limits, ...endpoint, ...look, 'stepwise.instructions': help };
  return openWorkbench({ vsix: await currentVsix(), workspaceFolder, settings, width: 1280, height: 640 });
}

/** Asks about the function, and waits for the end of the answer; the camera sees all of it. */
async function doMainJob(editor: Workbench, camera: Camera): Promise<void> {
  await editor.runCommand('View: Toggle Primary Side Bar Visibility');
  await editor.openFile('meetings.py');
  await editor.selectLines(4, 14);
  camera.start();
  await editor.runCommand('Stepwise: Reason About Selection');
  await editor.page.locator('.quick-input-widget').getByText('lines 4–14 of meetings.py').waitFor();
  const instruction = editor.page.locator('.quick-input-widget input[type="text"]');
  await instruction.fill('What does this Python function do?');
  await editor.page.keyboard.press('Enter');
  const page = editor.stepwiseFrame('panel');
  await page.getByRole('button', { name: 'Copy answer' }).waitFor({ timeout: patienceMs });
  await camera.stop();
  await page.getByRole('button', { name: /^Step 1: / }).scrollIntoViewIfNeeded();
}

async function takePicture(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwise-picture-'));
  const workspace = join(folder, 'sample-workspace');
  await cp(join(root, 'scripts/lab/sample-workspace'), workspace, { recursive: true });
  await mkdir(join(root, 'docs/pictures'), { recursive: true });
  const model = await startLocalModel();
  try {
    const editor = await openEditor(model, workspace);
    const camera = new Camera(editor.page);
    try {
      await doMainJob(editor, camera);
      await writeFile(picture, encodePng(decodePng(await editor.page.screenshot())));
      await writeFile(film, camera.develop());
    } finally {
      await camera.stop();
      await editor.close();
    }
  } finally {
    await model.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

takePicture().then(
  () => console.log(`${picture}\n${film}`),
  error => {
    console.error(error);
    process.exitCode = 1;
  },
);
