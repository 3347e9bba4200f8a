// The table of leads: ranges that are picked, the whole text of what is cut, and one field of many leads.
(() => {
  'use strict';

  const leads = document.getElementById('leads');
  const boxes = () => [...leads.querySelectorAll('[data-pick]')];
  const changed = box => box.dispatchEvent(new Event('change', {bubbles: true}));

  // With Shift, all from the box that was pressed last.
  let anchor = null;
  function pickTo(box, isOn) {
    const all = boxes();
    const ends = [all.indexOf(anchor), all.indexOf(box)].sort((a, b) => a - b);
    if (ends[0] >= 0) for (const one of all.slice(ends[0], ends[1] + 1)) one.checked = isOn;
    box.checked = isOn;
    anchor = box;
    changed(box);
  }
  // Else what stands between is marked as text.
  leads.addEventListener('mousedown', event => {
    if (event.shiftKey && event.target.matches('[data-pick]')) event.preventDefault();
  });
  leads.addEventListener('click', event => {
    const box = event.target.closest('[data-pick]');
    if (box && event.shiftKey) {
      pickTo(box, box.checked);
      box.focus();
    } else if (box) {
      anchor = box;
    }
  });

  // By keys: Shift and Space pick all up to here, Shift and an arrow the next one too; back again lets the last one go.
  function pickOn(box, next) {
    if (box.checked && next.checked) box.checked = false;
    else box.checked = next.checked = true;
    anchor = next;
    changed(next);
  }
  leads.addEventListener('keydown', event => {
    if (!event.target.matches('[data-pick], tbody th a') || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = event.target.closest('tr').querySelector('[data-pick]');
    if (!box) return;
    if (event.key === ' ' && event.shiftKey) {
      event.preventDefault();
      pickTo(box, true);
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const all = boxes();
    const next = all[all.indexOf(box) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    if (event.shiftKey) pickOn(box, next);
    (event.target === box ? next : next.closest('tr').querySelector('th a')).focus();
  });

  // What is cut is told whole to whoever points at it.
  function tellWhole({target}) {
    const text = target.closest?.('.leads :is(bdi, tbody th a, thead th)');
    if (!text) return;
    if (text.scrollWidth > text.clientWidth) text.title = text.textContent.trim();
    else text.removeAttribute('title');
  }
  leads.addEventListener('pointerover', tellWhole);
  leads.addEventListener('focusin', tellWhole);

  // How wide columns are: dragged at the line between two heads, or by its arrow keys; in steps of a rem, which the server keeps.
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const edgeOf = ({target}) => target.closest?.('.column-edge');
  const widthOf = edge => edge.closest('th').offsetWidth / rem;
  const within = (edge, width) => Math.min(edge.ariaValueMax, Math.max(edge.ariaValueMin, Math.round(width)));
  // Without a number it is as wide as it comes.
  function widen(edge, width) {
    const head = edge.closest('th');
    const at = [...head.parentElement.children].indexOf(head);
    for (const row of head.closest('table').rows) {
      const cell = row.children[at];
      if (!cell || row.matches('[data-group]')) continue;
      for (const name of [...cell.classList]) if (/^(sized|w-[0-9]+)$/.test(name)) cell.classList.remove(name);
      if (width) cell.classList.add('sized', 'w-' + width);
    }
    edge.ariaValueNow = width || within(edge, widthOf(edge));
    edge.dataset.width = width;
  }
  function keep(edge) {
    if (edge.dataset.width === undefined) return;
    leadhub.send('POST', edge.closest('[data-widths]').dataset.widths, {
      source: edge, swap: 'none', values: {column: edge.dataset.column, width: edge.dataset.width},
    });
    delete edge.dataset.width;
  }
  leads.addEventListener('pointerdown', event => {
    const edge = edgeOf(event);
    if (!edge || event.button) return;
    event.preventDefault();
    edge.focus();
    edge.setPointerCapture(event.pointerId);
    edge.classList.add('is-dragged');
    const from = widthOf(edge);
    const way = document.dir === 'rtl' ? -1 : 1;
    const move = ({clientX}) => widen(edge, within(edge, from + way * (clientX - event.clientX) / rem));
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => {
      edge.removeEventListener('pointermove', move);
      edge.classList.remove('is-dragged');
      keep(edge);
    }, {once: true});
  });
  leads.addEventListener('dblclick', event => {
    const edge = edgeOf(event);
    if (!edge) return;
    widen(edge, '');
    keep(edge);
  });
  leads.addEventListener('keydown', event => {
    const edge = edgeOf(event);
    if (!edge || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    const to = {Home: edge.ariaValueMin, End: edge.ariaValueMax}[event.key];
    if (!step && !to && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') widen(edge, '');
    else widen(edge, to || within(edge, Number(edge.ariaValueNow) + (document.dir === 'rtl' ? -step : step)));
    clearTimeout(edge.timer);
    edge.timer = setTimeout(() => keep(edge), 300);
  });
  leads.addEventListener('focusout', event => {
    const edge = edgeOf(event);
    if (edge) keep(edge);
  });

  // A group unfolds; its leads come the first time.
  leads.addEventListener('click', event => {
    const fold = event.target.closest('[data-unfolds]');
    if (!fold) return;
    const isOpen = fold.ariaExpanded === 'true';
    fold.ariaExpanded = String(!isOpen);
    fold.closest('tbody').classList.toggle('is-folded', isOpen);
  });

  // One field of those that are picked: the server asks which and what.
  document.addEventListener('click', async event => {
    if (!event.target.closest('[data-sets-field]')) return;
    const place = document.getElementById('bulk-field-place');
    const form = new FormData(document.getElementById('some'));
    const picked = form.getAll('ids[]');
    await leadhub.send('GET', '/bulk/field', {
      source: place,
      target: place,
      swap: 'innerHTML',
      values: {picked: picked.length, all: form.get('all'), query: form.get('query')},
    });
    const asked = place.querySelector('form');
    for (const value of asked ? picked : []) {
      asked.append(Object.assign(document.createElement('input'), {type: 'hidden', name: 'ids[]', value}));
    }
  });
})();
