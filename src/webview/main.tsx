import { render } from 'preact';
import type { ReaderWords } from '../engine/readerWords.ts';
import { App } from './components/App.tsx';
import { HistoryPage } from './components/HistoryPage.tsx';
import { keepFocus } from './focusKeeper.ts';
import { FollowEnd } from './followEnd.ts';
import { connectHost } from './host.ts';
import { interceptLinks } from './links.ts';
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

let page: Page | undefined;

function pageIn(language: ReaderWords): Page {
  if (page?.language === language) return page;
  page = {
    language,
    post: host.post,
    findFiles: typed => replies.findFiles(typed),
    attachPasted: text => replies.attachPasted(text),
    choose: (key, open) => store.choose(key, open),
  };
  return page;
}

/** The shell has a root; a shell without one is given one. */
const root = document.getElementById('root') ?? document.body.appendChild(Object.assign(document.createElement('div'), { id: 'root' }));

function draw(view: PageView): void {
  document.documentElement.lang = view.state.language.locale;
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
interceptLinks(document.body, href => host.post({ type: 'openLink', href }));
host.listen(message => ('request' in message ? replies.take(message) : store.receive(message)));
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') store.ask();
});
store.ask();
