// What others change in the table of leads while it is open: a lead that stands there is shown anew in its place; of those that come, go
// or move one is told, and the list is shown anew when one says so.
(() => {
  'use strict';

  const leads = document.getElementById('leads');
  const bar = document.getElementById('table-news');
  const state = () => document.getElementById('table-since');
  const links = () => [...leads.querySelectorAll('tbody a[data-lead]')];
  // In which groups they stand: how many in each, in their order.
  const groups = () => [...leads.querySelectorAll('tbody[data-of]')]
    .map(({dataset, rows}) => dataset.of + '*' + [...rows].filter(row => row.querySelector('a[data-lead]')).length).join();
  let waiting = '';

  function tell(text) {
    bar.hidden = !text;
    bar.querySelector('[data-told]').textContent = text;
  }

  // As the server wrote it: scripts add colours, and the whole text of what is cut.
  function written(cell) {
    const copy = cell.cloneNode(true);
    for (const each of copy.querySelectorAll('[style], [title]')) {
      each.removeAttribute('style');
      each.removeAttribute('title');
    }
    return copy.innerHTML;
  }

  // Whoever types in a cell keeps it, and the box in front says what is picked.
  const isKept = cell => cell.matches('.pick') || cell.querySelector('.cell-form, .htmx-request, [popover]') !== null;
  const controls = cell => [...cell.querySelectorAll('a, button')];
  function renew(cell, now) {
    if (isKept(cell) || written(cell) === written(now)) return;
    const focused = controls(cell).indexOf(document.activeElement);
    cell.replaceChildren(...now.cloneNode(true).childNodes);
    cell.classList.add('cell-news');
    cell.addEventListener('animationend', () => cell.classList.remove('cell-news'), {once: true});
    htmx.process(cell);
    controls(cell)[focused]?.focus({preventScroll: true});
  }

  function show(text) {
    const news = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-table-news]');
    if (!news || !state()) return;
    state().dataset.since = news.dataset.tableNews;
    waiting = news.dataset.waiting;
    for (const row of news.querySelectorAll('tbody > tr')) {
      const {lead} = row.querySelector('a[data-lead]').dataset;
      // Twice where it has moved and its new group was unfolded.
      for (const link of links().filter(link => link.dataset.lead === lead)) {
        const cells = [...link.closest('tr').children];
        // Other columns may have been chosen elsewhere.
        if (cells.length !== row.children.length) continue;
        cells.forEach((cell, at) => renew(cell, row.children[at]));
      }
    }
    leadhub.paint();
    tell(news.querySelector('[data-told]')?.textContent.trim() || '');
  }

  function look() {
    if (!state() || leads.matches('.htmx-request') || leadhub.isAskingWhyLost()) return;
    const {since, numbers, query} = state().dataset;
    leadhub.send('GET', '/leads/changes' + (query && '?' + query), {
      values: {since, numbers, shown: links().map(link => link.dataset.lead).join(), groups: groups(), waiting},
      headers: {'X-Poll': 'true'},
      source: bar,
      target: bar,
      handler: (source, {xhr}) => {
        // What was asked of a list that has been replaced meanwhile says nothing of this one.
        if (xhr.status === 200 && state()?.dataset.since === since && state().dataset.query === query) show(xhr.responseText);
      },
    });
  }
  setInterval(look, 4000);

  // Another list is as it is; those that were picked and are still there stay picked.
  let picked = [];
  document.body.addEventListener('htmx:afterSwap', ({detail}) => {
    if (detail.target !== leads) return;
    waiting = '';
    tell('');
    for (const box of leads.querySelectorAll('[data-pick]')) if (picked.includes(box.value)) box.checked = true;
    picked = [];
  });
  bar.querySelector('[data-shows-news]').addEventListener('click', () => {
    picked = [...leads.querySelectorAll('[data-pick]:checked')].map(box => box.value);
    leadhub.send('GET', location.pathname + location.search, {source: leads, target: leads, swap: 'innerHTML'})
      .then(() => (links()[0] || leads.querySelector('.group-fold'))?.focus({preventScroll: true}));
  });
})();
