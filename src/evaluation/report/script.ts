/** What the report does by itself: puts more questions into the page, fifty at a click. They were escaped when the report was written. */
export const REPORT_SCRIPT = `
for (const more of document.querySelectorAll('.more')) {
  const [button, count] = [more.querySelector('button'), more.querySelector('span')];
  const waiting = JSON.parse(more.nextElementSibling.textContent);
  button.addEventListener('click', () => {
    const next = waiting.splice(0, 50);
    more.insertAdjacentHTML('beforebegin', next.join(''));
    count.textContent = String(waiting.length);
    if (waiting.length === 0) more.hidden = true;
  });
}
`;
