// What pages do beyond links and forms. No page needs it to be read.
(() => {
  'use strict';

  // A word that outlived a redirect.
  const toasts = document.getElementById('toasts');
  function say(text) {
    const toast = document.createElement('div');
    toast.className = 'toast-line';
    toast.textContent = text;
    toasts.append(toast);
    setTimeout(() => toast.remove(), 6000);
  }
  function readToast() {
    const found = document.cookie.match(/(?:^|; )leadhub-toast=([^;]+)/);
    if (found) {
      document.cookie = 'leadhub-toast=; Max-Age=0; Path=/; SameSite=Lax';
      say(decodeURIComponent(found[1].replace(/\+/g, ' ')));
    }
  }
  readToast();
  document.addEventListener('htmx:afterRequest', readToast);

  // Menus close when one looks elsewhere.
  document.addEventListener('click', event => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });

  // Dialogs: <button data-opens="id">, <button data-closes>.
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-opens]');
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    const closer = event.target.closest('[data-closes]');
    if (closer) closer.closest('dialog').close();
    const copier = event.target.closest('[data-copies]');
    if (copier) {
      navigator.clipboard.writeText(document.getElementById(copier.dataset.copies).textContent.trim());
      say(copier.dataset.copied);
    }
  });
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

  // The board: cards that are dragged from stage to stage.
  function board() {
    const board = document.querySelector('[data-board]');
    if (!board || board.dataset.ready) return;
    board.dataset.ready = 'yes';
    if (!board.dataset.moves) return;
    for (const cards of board.querySelectorAll('.cards')) {
      Sortable.create(cards, {
        group: 'cards',
        draggable: '.card-lead',
        filter: '.menu',
        preventOnFilter: false,
        sort: false,
        delay: 150,
        delayOnTouchOnly: true,
        animation: 120,
        onEnd: event => {
          if (event.from === event.to) return;
          htmx.ajax('POST', board.dataset.board + '/' + event.to.dataset.stage, {
            values: {lead: event.item.dataset.lead},
            source: board,
            target: board,
            select: '#board',
            swap: 'outerHTML',
          });
        },
      });
    }
  }
  board();
  document.addEventListener('htmx:afterSettle', board);

  // A list that one puts in order: <ol data-sorts="#what is shown anew">, each item with the path that takes its position.
  function sorts() {
    for (const list of document.querySelectorAll('[data-sorts]:not([data-ready])')) {
      list.dataset.ready = 'yes';
      Sortable.create(list, {
        handle: '.handle',
        animation: 120,
        onEnd: event => {
          if (event.oldIndex === event.newIndex) return;
          htmx.ajax('POST', event.item.dataset.path, {
            values: {position: event.newIndex + 1},
            source: list,
            target: list.dataset.sorts,
            swap: 'innerHTML',
          });
        },
      });
    }
  }
  sorts();
  document.addEventListener('htmx:afterSettle', sorts);

  // A choice that is a form of its own: <select data-submits>.
  document.addEventListener('change', event => {
    if (event.target.matches('[data-submits]')) event.target.form.requestSubmit();
  });
})();
