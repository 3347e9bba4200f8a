// Arrows go from card to card: up and down in a column, to the sides to the nearest card of the next that shows some.
(() => {
  'use strict';

  const board = () => document.querySelector('[data-board]');

  const step = {
    ArrowDown: link => link.closest('.card-lead').nextElementSibling?.querySelector('a[data-lead]'),
    ArrowUp: link => link.closest('.card-lead').previousElementSibling?.querySelector('a[data-lead]'),
    ArrowRight: link => beside(link, 1),
    ArrowLeft: link => beside(link, -1),
  };
  function beside(link, by) {
    const columns = [...board().querySelectorAll('.column')];
    const forward = getComputedStyle(board()).direction === 'rtl' ? -by : by;
    const {top} = link.getBoundingClientRect();
    for (let i = columns.indexOf(link.closest('.column')) + forward; columns[i]; i += forward) {
      const links = [...columns[i].querySelectorAll('a[data-lead]')].filter(other => other.offsetParent);
      const away = other => Math.abs(other.getBoundingClientRect().top - top);
      if (links.length) return links.reduce((best, other) => away(other) < away(best) ? other : best);
    }
    return null;
  }
  document.addEventListener('keydown', event => {
    if (!step[event.key] || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
    if (event.target === board() && event.key === 'ArrowDown') {
      event.preventDefault();
      board().querySelector('a[data-lead]')?.focus();
    }
    const link = event.target.closest('[data-board] a[data-lead]');
    if (!link) return;
    event.preventDefault();
    step[event.key](link)?.focus();
  });
})();
