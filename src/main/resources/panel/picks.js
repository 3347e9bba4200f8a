// Leads that are picked in a table, and what is done to them.
(() => {
  'use strict';

  // Picking leads: the bar shows while any is picked. With a whole page of them, all that match may be picked.
  const boxes = () => [...document.querySelectorAll('[data-pick]')];
  const matching = () => document.querySelector('input[name="all"][form="some"]');
  function picked() {
    const bar = document.getElementById('some');
    if (!bar) return;
    const number = boxes().filter(box => box.checked).length;
    const all = matching();
    const count = bar.querySelector('[data-picked]');
    const more = bar.querySelector('[data-picks-matching]');
    bar.hidden = number === 0;
    all.value = '';
    count.textContent = number || '';
    more.textContent = all.dataset.matching || '';
    more.hidden = !all.dataset.matching || number < boxes().length;
    offerMerge(bar.querySelector('[data-merges]'));
  }
  // Some picked leads can be merged: the oldest is the one that stays, until somebody says otherwise.
  function offerMerge(link) {
    const ids = boxes().filter(box => box.checked).map(box => Number(box.value)).sort((a, b) => a - b);
    link.hidden = ids.length < 2 || ids.length > Number(link.dataset.merges);
    link.href = `/leads/${ids[0]}/merge/${ids[1]}${ids.length > 2 ? `?more=${ids.slice(2)}` : ''}`;
  }
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-picks-matching]')) return;
    const count = document.querySelector('#some [data-picked]');
    matching().value = '1';
    count.textContent = matching().dataset.allPicked;
    count.focus();
    event.target.closest('[data-picks-matching]').hidden = true;
    document.querySelector('#some [data-merges]').hidden = true;
  });
  document.addEventListener('change', event => {
    const all = event.target.matches('[data-picks-all]');
    if (all) for (const box of boxes()) box.checked = event.target.checked && box.checkVisibility();
    if (all || event.target.matches('[data-pick]')) picked();
  });
  document.addEventListener('htmx:afterSettle', event => {
    if (event.target.id === 'leads') picked();
  });
})();
