// A lead and the list that one came from: a look at it from there, the way on to the next one, and the way back.
(() => {
  'use strict';

  const KEY = 'leadhub-from';
  const read = () => {
    try { return JSON.parse(sessionStorage.getItem(KEY)) || {}; } catch { return {}; }
  };
  const keep = value => {
    try { sessionStorage.setItem(KEY, JSON.stringify(value)); } catch { /* Then there is no way back but to all leads. */ }
  };

  // What scrolls: the list by itself where it has a height of its own, else the page.
  const scroller = stage => [document.querySelector('#leads > .table-scroll'), document.querySelector(`.cards[data-stage="${stage}"]`)]
    .find(element => element && element.scrollHeight > element.clientHeight) || document.scrollingElement;

  // To the side a board scrolls as a whole.
  const aside = () => document.getElementById('board') || scroller();

  // Of the board, a stage is the list.
  const stageOf = link => link.closest('[data-stage]')?.dataset.stage;
  function query(link) {
    const asked = new URLSearchParams(link.closest('[data-board]')?.dataset.query);
    if (stageOf(link)) asked.set('stage_id', stageOf(link));
    if (stageOf(link)) return asked.toString();
    return location.pathname === '/leads' ? location.search.slice(1) : null;
  }
  function remember(link) {
    const asked = query(link);
    if (asked === null) return;
    const stage = stageOf(link);
    const {scrollTop} = scroller(stage);
    const {scrollLeft} = aside();
    keep({lead: link.dataset.lead, path: location.pathname + location.search, query: asked, stage, scrollTop, scrollLeft});
  }
  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-lead]');
    if (!link) return;
    // From a look at a lead, the list below it is the one.
    if (link.closest('#peek')) remember(document.querySelector(`[data-peeks="${link.dataset.lead}"]`)?.parentElement.querySelector('a[data-lead]') || link);
    else if (link.closest('#around')) keep({...read(), lead: link.dataset.lead});
    else remember(link);
  });

  // On a lead's page: where one came from, if it was from a list.
  const around = document.getElementById('around');
  const from = read();
  if (around && from.lead === around.dataset.lead && /^\/(leads|board)/.test(from.path)) {
    document.querySelector('[data-back]').href = from.path;
    leadhub.send('GET', around.dataset.around + '?' + from.query, {source: around, target: around, swap: 'innerHTML'});
    document.querySelector('[data-back]').addEventListener('click', () => keep({...from, isBack: true}));
    document.addEventListener('keydown', event => {
      const isTyping = event.target.closest('input, textarea, select, dialog[open]');
      if (isTyping || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === 'j') around.querySelector('[rel="next"]')?.click();
      if (event.key === 'k') around.querySelector('[rel="prev"]')?.click();
    });
  }
  // Back in the list, at the place that one left.
  if (!around && from.path === location.pathname + location.search) {
    const [entry] = performance.getEntriesByType('navigation');
    if (from.isBack || entry?.type === 'back_forward') {
      scroller(from.stage).scrollTop = from.scrollTop;
      aside().scrollLeft = from.scrollLeft;
      keep({...from, isBack: false});
    }
  }

  // A look at a lead: its button, or Space where the lead is focused. Escape closes it, as any dialog.
  const peek = document.getElementById('peek');
  function open(id, opener) {
    peek.setAttribute('aria-busy', 'true');
    if (!peek.open) peek.showModal();
    peek.opener = opener;
    leadhub.send('GET', `/leads/${id}/peek`, {source: peek, target: peek, swap: 'innerHTML'})
      .finally(() => peek.removeAttribute('aria-busy'));
  }
  if (!peek) return;
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-peeks]');
    if (button) open(button.dataset.peeks, button);
    // Beside it is outside of it.
    if (event.target === peek) peek.close();
  });
  document.addEventListener('keydown', event => {
    if (event.key !== ' ' || event.shiftKey || event.metaKey || event.ctrlKey || event.altKey) return;
    const link = event.target.closest('a[data-lead]');
    if (!link || link.closest('#peek')) return;
    event.preventDefault();
    open(link.dataset.lead, link);
  });
  peek.addEventListener('close', () => {
    peek.replaceChildren();
    if (peek.opener?.isConnected) peek.opener.focus();
  });
})();
