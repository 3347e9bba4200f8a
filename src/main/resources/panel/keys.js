// What keys do, and the palette that they open.
(() => {
  'use strict';

  // Keys. Where one types, they are letters.
  const rows = () => [...document.querySelectorAll('table.leads tbody tr:not([data-group]), [data-rows] > li')].filter(row => row.checkVisibility());
  function go(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex(row => row.classList.contains('current'));
    const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
    for (const row of all) row.classList.toggle('current', row === next);
    next.querySelector('th a, .row-open').focus();
  }
  const current = () => document.querySelector('table.leads tr.current, [data-rows] > .current');
  function snooze() {
    const menu = current()?.querySelector('.task-snooze');
    if (!menu) return;
    menu.open = true;
    menu.querySelector('.menu-item').focus();
  }
  const keys = {
    '/': () => document.getElementById('search')?.focus(),
    n: () => document.querySelector('[data-key="n"]')?.click(),
    j: () => go(1),
    k: () => go(-1),
    x: () => current()?.querySelector('[data-pick], .check')?.click(),
    s: snooze,
    e: () => (current()?.querySelector('.cell, .row-edit') || current()?.querySelector('th a'))?.click(),
    z: () => [...document.querySelectorAll('[data-key="z"]')].pop()?.click(),
    '?': () => document.getElementById('keys')?.showModal(),
  };
  const palette = document.getElementById('palette');
  function openPalette() {
    if (!palette || palette.open) return;
    palette.showModal();
    palette.querySelector('input').select();
    document.dispatchEvent(new Event('leadhub:palette'));
    filterPages();
  }
  leadhub.openPalette = openPalette;
  function filterPages() {
    const text = palette.querySelector('input').value.toLowerCase();
    for (const item of palette.querySelectorAll('#found-pages li')) {
      item.hidden = !item.textContent.toLowerCase().includes(text);
    }
  }
  palette?.addEventListener('input', filterPages);
  palette?.addEventListener('keydown', event => {
    const links = [...palette.querySelectorAll('ul:not([hidden]) > li:not([hidden]) > :is(a, button)')];
    const at = links.indexOf(document.activeElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const to = at + (event.key === 'ArrowDown' ? 1 : -1);
      if (to < 0) palette.querySelector('input').focus();
      else links[Math.min(links.length - 1, to)]?.focus();
    } else if (event.key === 'Enter' && at < 0) {
      event.preventDefault();
      (palette.querySelector('#found-leads:not([hidden]) a') || links[0])?.click();
    }
  });
  document.addEventListener('keydown', event => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openPalette();
      return;
    }
    const typing = event.target.closest('input:not([type=checkbox]), textarea, select, dialog[open]');
    if (typing || event.metaKey || event.ctrlKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
