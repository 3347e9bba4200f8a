// What pages do beyond links and forms. No page needs it to be read.
(() => {
  'use strict';

  // Whoever composes a character means none of the keys below: they belong to the input method.
  addEventListener('keydown', event => {
    if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
  }, true);

  // Where somebody signs in: the time zone they are in, which is taken the first time.
  for (const input of document.querySelectorAll('[data-time-zone]')) input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || '';

  // Menus close when one looks elsewhere.
  document.addEventListener('click', event => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      // What was clicked may have left the page by now.
      if (!event.composedPath().includes(menu)) menu.open = false;
    }
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || document.querySelector('.listbox')) return;
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });

  // Browsers keep the clipboard from pages that came unencrypted; there the text is marked, and copied the old way.
  function copy(element) {
    if (navigator.clipboard) return navigator.clipboard.writeText(element.textContent.trim());
    getSelection().selectAllChildren(element);
    return document.execCommand('copy') ? Promise.resolve() : Promise.reject(new Error('not copied'));
  }

  // Dialogs: <button data-opens="id">, <button data-closes>.
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-opens]');
    if (opener?.dataset.opens === 'palette') openPalette();
    else if (opener) document.getElementById(opener.dataset.opens).showModal();
    const closer = event.target.closest('[data-closes]');
    if (closer) closer.closest('dialog').close();
    const copier = event.target.closest('[data-copies]');
    if (copier) {
      copy(document.getElementById(copier.dataset.copies)).then(() => leadhub.say(copier.dataset.copied));
    }
  });
  // One that an address names opens by itself: /leads#new-lead.
  function openNamed() {
    const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (named && named.matches('dialog') && !named.open) {
      document.querySelector('dialog[open]')?.close();
      history.replaceState(null, '', location.pathname + location.search);
      named.showModal();
    }
  }
  openNamed();
  addEventListener('hashchange', openNamed);
  // A dialog that came with a part of a page opens by itself.
  document.addEventListener('htmx:afterSwap', event => {
    for (const dialog of event.target.querySelectorAll('dialog[data-open]')) dialog.showModal();
  });
  // Colours that people chose; a page may not say them itself.
  function paint() {
    for (const dot of document.querySelectorAll('[data-color]')) dot.style.background = dot.dataset.color;
  }
  paint();
  document.addEventListener('htmx:afterSettle', paint);
  leadhub.paint = paint;

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

  // Beside the menu: pages that one keeps at hand. The one that is open says so, and can be pinned while it isn't.
  const side = document.getElementById('side-views');
  const here = () => location.pathname + location.search;
  function markHere() {
    const links = [...side.querySelectorAll('a')];
    const isHere = link => link.getAttribute('href') === here();
    for (const link of links) link.toggleAttribute('aria-current', false);
    for (const link of links.filter(isHere)) link.setAttribute('aria-current', 'page');
    const button = side.querySelector('[data-pins]');
    if (button) button.hidden = links.some(link => isHere(link) && link.closest('.side-row'));
  }
  side?.addEventListener('htmx:afterSettle', markHere);
  if (side) for (const moved of ['htmx:pushedIntoHistory', 'htmx:replacedInHistory']) document.addEventListener(moved, markHere);
  side?.addEventListener('click', event => {
    if (!event.target.closest('[data-pins]')) return;
    const title = (document.querySelector('#views .view[aria-current] bdi') || document.querySelector('h1') || document.querySelector('title')).textContent.trim();
    leadhub.send('POST', '/side/pins', {source: side, target: side, swap: 'innerHTML', values: {path: here(), title: title.slice(0, 120)}})
      .then(() => side.querySelector('.side-row:last-of-type button')?.focus());
  });

  // Lines that can be taken out of a form: <button data-removes=".criterion">.
  document.addEventListener('click', event => {
    const remover = event.target.closest('[data-removes]');
    if (!remover) return;
    const form = remover.closest('form');
    remover.closest(remover.dataset.removes).remove();
    form.dispatchEvent(new Event('change', {bubbles: true}));
  });
  // The same by a chip below the form: <a data-drops="field.2">, whose address does it where there are no scripts.
  document.addEventListener('click', event => {
    const chip = event.target.closest('[data-drops]');
    const control = chip && document.querySelector(`#filters [name="${chip.dataset.drops}"]`);
    if (!control || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const line = control.closest('.criterion');
    if (line) {
      line.remove();
    } else {
      control.value = '';
      control.dispatchEvent(new CustomEvent('leadhub:blank'));
    }
    document.querySelector('#criteria-menu > summary').focus();
    document.getElementById('filters').dispatchEvent(new Event('change', {bubbles: true}));
  });

  // Cells that are changed in their place: Escape and going away leave them as they were; arrows go from one to the next.
  const isTouched = form => [...form.querySelectorAll('input:not([type=hidden]), select')].some(control =>
    control.matches('select') ? !control.selectedOptions[0].defaultSelected
      : control.checked !== control.defaultChecked || control.value !== control.defaultValue);
  const leave = form => leadhub.send('GET', form.dataset.shown, {source: form, target: form.closest('td'), swap: 'innerHTML'});
  document.addEventListener('focusout', event => {
    const form = event.target.closest('.cell-form');
    if (form && !form.querySelector('[popover]') && !form.contains(event.relatedTarget) && !isTouched(form)) leave(form);
  });
  document.addEventListener('keydown', event => {
    const form = event.target.closest('.cell-form');
    if (form && event.key === 'Escape' && !form.querySelector('[popover]')) leave(form);
    if (!event.target.matches('.cell') || !event.key.startsWith('Arrow')) return;
    const cells = [...event.target.closest('tr').querySelectorAll('.cell')];
    const forward = (event.key === 'ArrowRight') !== (document.dir === 'rtl');
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      cells[cells.indexOf(event.target) + (forward ? 1 : -1)]?.focus();
    }
  });
  // A list of the cell that was left without a choice.
  document.addEventListener('leadhub:left', event => leave(event.target));
  document.addEventListener('htmx:afterSwap', event => {
    if (event.target.matches('td') && document.activeElement === document.body) {
      event.target.querySelector('.cell, .cell-form :is(input:not([type=hidden]), select:not([data-list]))')?.focus();
    }
  });

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
  // The stage that a lead is in and the view that is open stay in sight, however narrow the bar.
  function bars() {
    for (const now of document.querySelectorAll('.stages [aria-current], .views-all [aria-current], .settings-nav [aria-current]')) {
      const bar = now.parentElement.getBoundingClientRect();
      const one = now.getBoundingClientRect();
      now.parentElement.scrollLeft += one.left + one.width / 2 - bar.left - bar.width / 2;
    }
  }
  bars();
  document.addEventListener('htmx:afterSettle', bars);

  // A list that one puts in order: <ol data-sorts="#what is shown anew">, each item with the path that takes its position.
  function sorts() {
    for (const list of document.querySelectorAll('[data-sorts]:not([data-ready])')) {
      list.dataset.ready = 'yes';
      Sortable.create(list, {
        handle: '.handle',
        animation: 120,
        onEnd: event => {
          if (event.oldIndex === event.newIndex) return;
          const {item, oldIndex} = event;
          item.addEventListener('leadhub:failed', () => {
            item.remove();
            list.insertBefore(item, list.children[oldIndex] || null);
          }, {once: true});
          leadhub.send('POST', item.dataset.path, {
            values: {position: event.newIndex + 1},
            source: item,
            target: list.dataset.sorts,
            swap: 'innerHTML',
          });
        },
      });
    }
  }
  sorts();
  document.addEventListener('htmx:afterSettle', sorts);

  // Steps that one drags within a list or into another: <ol data-builds="key of the list">. The form is sent with where it went.
  function builds() {
    for (const list of document.querySelectorAll('[data-builds]:not([data-ready])')) {
      list.dataset.ready = 'yes';
      Sortable.create(list, {
        handle: '.handle',
        draggable: '.builder-step',
        group: 'steps',
        animation: 120,
        onEnd: ({item, from, to, oldIndex, newIndex}) => {
          if (from === to && oldIndex === newIndex) return;
          const form = item.closest('form');
          form.addEventListener('leadhub:failed', () => {
            item.remove();
            from.insertBefore(item, from.children[oldIndex] || null);
          }, {once: true});
          form.elements.drag_step.value = item.dataset.step;
          form.elements.drag_list.value = to.dataset.builds;
          form.elements.drag_index.value = newIndex;
          form.requestSubmit(document.getElementById('drag'));
        },
      });
    }
  }
  builds();
  document.addEventListener('htmx:afterSettle', builds);

  // What was done to the builder is read when it is sent, which may be later: by then another button may have the focus.
  const isBuilder = elt => elt?.matches?.('.builder-form');
  document.addEventListener('htmx:configRequest', ({detail: {elt, parameters, triggeringEvent}}) => {
    if (!isBuilder(elt) || !triggeringEvent) return;
    const {submitter} = triggeringEvent;
    if (submitter?.name === 'op') parameters.op = submitter.value;
    else delete parameters.op;
  });
  // What changes the form shows it anew: until it does, nothing can be put into what is about to be replaced.
  const builder = document.getElementById('builder');
  let focusedBefore = '';
  function hold() {
    if (builder.inert) return;
    focusedBefore = document.activeElement.id;
    builder.inert = true;
  }
  function release() {
    builder.inert = false;
    if (focusedBefore && document.activeElement === document.body) document.getElementById(focusedBefore)?.focus();
    focusedBefore = '';
  }
  document.addEventListener('htmx:confirm', ({detail: {elt, target, triggeringEvent}}) => {
    // A browser's own list is typed into while each letter changes it.
    const isTyped = elt.matches('select:not([data-list])') || isBuilder(elt) && triggeringEvent?.type === 'change';
    if (builder && target === builder && !isTyped) hold();
  });
  // Before anybody else asks what has the focus, so that it is kept.
  document.addEventListener('htmx:beforeSwap', ({detail: {target, shouldSwap, swapOverride}}) => {
    if (builder && target === builder && shouldSwap && swapOverride !== 'none') release();
  }, true);
  document.addEventListener('htmx:afterRequest', ({detail: {target, requestConfig}}) => {
    if (builder && target === builder && requestConfig.formData.has('op')) release();
  });

  // Another field or comparison of a condition is a change of the form, of which the line's own request keeps the event.
  document.addEventListener('htmx:afterRequest', ({detail: {successful, requestConfig}}) => {
    if (!successful || !/^\/(automations|settings\/bots\/[^/]+\/flow)\/condition/.test(requestConfig.path) || !requestConfig.elt.matches('select')) return;
    document.querySelector('.builder-form')?.dispatchEvent(new Event('change', {bubbles: true}));
  });

  // The same within a form, which is sent as it then stands: <div data-orders>. Alt with an arrow moves what is focused.
  function orders() {
    for (const list of document.querySelectorAll('[data-orders]:not([data-ready])')) {
      list.dataset.ready = 'yes';
      Sortable.create(list, {handle: '.handle', draggable: '.ordered', animation: 120});
    }
  }
  orders();
  document.addEventListener('htmx:afterSettle', orders);
  document.addEventListener('keydown', event => {
    const item = event.target.closest('[data-orders] .ordered');
    if (!item || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const other = event.key === 'ArrowUp' ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (event.key === 'ArrowUp') other.before(item); else other.after(item);
    event.target.focus();
  });

  // One box for all others in its group: <fieldset data-all>, the first box being the one.
  document.addEventListener('change', event => {
    const group = event.target.closest('fieldset[data-all]');
    if (!group) return;
    const [all, ...others] = group.querySelectorAll('[type=checkbox]');
    if (event.target === all) for (const other of others) other.checked = all.checked;
    all.checked = others.every(other => other.checked);
  });

  // Enter is a new line; with Ctrl or ⌘ it sends: <textarea data-sends>.
  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !event.target.matches('[data-sends]')) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  // A choice that is a form of its own: <select data-submits>. What else the form has is sent by its buttons, and neither with the other,
  // for one that failed still stands there.
  function blank(form, but) {
    for (const select of form.querySelectorAll('[data-submits]')) {
      if (select === but) continue;
      select.value = '';
      select.dispatchEvent(new CustomEvent('leadhub:blank'));
    }
  }
  document.addEventListener('change', ({target}) => {
    if (!target.matches('[data-submits]')) return;
    blank(target.form, target);
    for (const text of target.form.querySelectorAll('input:not([type])')) text.value = '';
    target.form.requestSubmit();
  });
  document.addEventListener('submit', ({target, submitter}) => {
    if (submitter) blank(target);
  }, true);
})();

// As how many messages an SMS goes, as it is written: 160 characters of GSM are one, or 70 where any other is among them; of
// several each has room for 153 or 67.
(() => {
  'use strict';

  const gsm = new Set('@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
  const long = new Set('^{}\\[~]|€');

  function count(text) {
    const characters = [...text];
    const isGsm = characters.every(one => gsm.has(one) || long.has(one));
    const units = isGsm ? characters.reduce((sum, one) => sum + (long.has(one) ? 2 : 1), 0) : text.length;
    const [one, each] = isGsm ? [160, 153] : [70, 67];
    return [units, units <= one ? 1 : Math.ceil(units / each)];
  }

  function say({target}) {
    const text = target.closest?.('textarea[data-segments]');
    const place = text && document.getElementById(text.dataset.segments);
    if (!place) return;
    const [units, messages] = count(text.value);
    place.textContent = text.value ? text.dataset.says.replace('{0}', units).replace('{1}', messages) : '';
  }
  document.addEventListener('input', say);
  document.addEventListener('focusin', say);
})();
