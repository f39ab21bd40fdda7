import { render } from 'preact';
import type { ReaderWords } from '../engine/readerWords.ts';
import { App } from './components/App.tsx';
import { HistoryPage } from './components/HistoryPage.tsx';
import { FileLinks, fileMessageOf } from './fileLinks.ts';
import { keepFocus } from './focusKeeper.ts';
import { FollowEnd } from './followEnd.ts';
import { goToParts } from './goToParts.ts';
import { connectHost } from './host.ts';
import { interceptLinks } from './links.ts';
import { codeToolsHtml, listenToCodeTools } from './markdown/codeTools.ts';
import { DrawingTurns } from './markdown/drawingTurns.ts';
import { Formulas, scriptBeside } from './markdown/formulas.ts';
import { type Page, PageContext } from './pageContext.ts';
import { PageStore, type PageView } from './pageStore.ts';
import { holdsReader } from './reader.ts';
import { Replies } from './replies.ts';

const host = connectHost();
const replies = new Replies(host.post);
const follow = new FollowEnd(() => store.redraw());
const reader = {
  get followsEnd() {
    return follow.following;
  },
  holds: holdsReader,
};
const store = new PageStore(host, reader, draw);

const drawingTurns = new DrawingTurns();
const formulas = new Formulas(loadMath());
const fileLinks = new FileLinks({ post: host.post, missing: () => page?.language.t('not in the workspace') ?? '' });
const choose: Page['choose'] = (key, open) => store.choose(key, open);
const chooseAll: Page['chooseAll'] = (keys, open) => store.chooseAll(keys, open);
const pick: Page['pick'] = (runId, chain) => store.pick(runId, chain);
let page: Page | undefined;

/** Only while the script runs does the document know it. */
function loadMath(): () => Promise<void> {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) throw new Error('The page does not know its own script.');
  return scriptBeside(script, 'math');
}

function pageIn(language: ReaderWords): Page {
  if (page?.language === language) return page;
  page = {
    language,
    post: host.post,
    findFiles: typed => replies.findFiles(typed),
    attachPasted: text => replies.attachPasted(text),
    choose,
    chooseAll,
    pick,
    codeTools: codeToolsHtml(language.t),
    drawingTurns,
    formulas,
    fileLinks,
  };
  return page;
}

/** The shell has a root; a shell without one is given one. */
const root = document.getElementById('root') ?? document.body.appendChild(Object.assign(document.createElement('div'), { id: 'root' }));

function draw(view: PageView): void {
  const { documentElement } = document;
  // Set anew, even to the same value, it makes the browser look at the style of the whole page again.
  if (documentElement.lang !== view.state.language.locale) documentElement.lang = view.state.language.locale;
  render(
    <PageContext.Provider value={pageIn(view.state.language)}>
      <div class={view.state.history ? 'page away' : 'page'}>
        <App {...view} follow={follow} draft={store.draft} keepDraft={draft => store.keepDraft(draft)} />
      </div>
      {view.state.history && <HistoryPage list={view.state.history} />}
    </PageContext.Provider>,
    root,
  );
}

keepFocus(root);
interceptLinks(document.body, link => host.post(fileMessageOf(link) ?? { type: 'openLink', href: link.getAttribute('href') ?? '' }));
listenToCodeTools(document.body, host.post);
goToParts(document.body);
host.listen(message => {
  if (message.type === 'knownFiles') fileLinks.learn(message.known);
  else if ('request' in message) replies.take(message);
  else store.receive(message);
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') store.ask();
});
store.ask();
