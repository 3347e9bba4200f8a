// What pages do beyond links and forms. No page needs it to be read.
(() => {
  'use strict';

  // Whoever composes a character means none of our keys: they belong to the input method.
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

  // Browsers keep the clipboard from pages that came unencrypted, and from whom its owner forbids it; there the text is marked, and
  // copied the old way. Where that fails too, it stays marked for Ctrl+C.
  async function copy(element) {
    try {
      await navigator.clipboard.writeText(element.textContent.trim());
      return true;
    } catch {
      getSelection().selectAllChildren(element);
      return document.execCommand('copy');
    }
  }

  // Dialogs: <button data-opens="id">, <button data-closes>.
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-opens]');
    if (opener?.dataset.opens === 'palette') leadhub.openPalette();
    else if (opener) document.getElementById(opener.dataset.opens).showModal();
    const closer = event.target.closest('[data-closes]');
    if (closer) closer.closest('dialog').close();
    const copier = event.target.closest('[data-copies]');
    if (copier) {
      copy(document.getElementById(copier.dataset.copies))
        .then(isCopied => leadhub.say(isCopied ? copier.dataset.copied : leadhub.words.notCopied));
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
})();
