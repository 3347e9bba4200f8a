// The board: cards that are dragged from stage to stage, and what colleagues and programs do meanwhile.
(() => {
  'use strict';

  const board = () => document.querySelector('[data-board]');
  if (!board()) return;

  /** An address below the board's, with what its filter asks. */
  const address = below => [board().dataset.board + below, board().dataset.query].filter(Boolean).join('?');

  // By their leads, the moves that are on their way. Of a card that is dropped again meanwhile the last drop counts.
  const moves = new Map();

  /** Moves a card; where that fails it goes back to where it was. */
  function move(card, was, cards, back) {
    const {lead} = card.dataset;
    if (moves.has(lead)) {
      moves.get(lead).then = cards.dataset.stage;
      return;
    }
    const moving = {then: cards.dataset.stage};
    moves.set(lead, moving);
    const failed = () => {
      moves.delete(lead);
      back();
    };
    if (cards.dataset.loses) {
      leadhub.askWhyLost().then(fields => fields ? send(card, was, cards, moving, failed, fields) : failed());
    } else {
      send(card, was, cards, moving, failed, {});
    }
  }

  function send(card, was, cards, moving, failed, fields) {
    const {lead} = card.dataset;
    const from = board();
    const {stage} = cards.dataset;
    card.addEventListener('leadhub:failed', failed, {once: true});
    leadhub.send('POST', address('/' + cards.dataset.stage), {
      values: {
        'lead': card.dataset.lead,
        'since': from.dataset.since,
        'shown': shown(),
        // So that nobody's move is overwritten unseen.
        'pipeline_stage_id': cards.dataset.stage,
        '_was[pipeline_stage_id]': was,
        ...fields,
      },
      source: card,
      target: from,
      handler: (source, {xhr}) => {
        moves.delete(lead);
        if (xhr.status !== 200) return;
        card.removeEventListener('leadhub:failed', failed);
        show(xhr.responseText);
        if (moving.then !== stage) again(lead, stage, moving.then);
      },
    });
  }

  /** Moves a card on, which has just arrived, to where it was dropped meanwhile. */
  function again(lead, stage, then) {
    const card = board().querySelector(`[data-lead="${lead}"]`);
    const cards = board().querySelector(`[data-stage="${then}"]`);
    const from = card?.parentElement;
    if (!cards || from.dataset.stage !== stage) return;
    const next = card.nextElementSibling;
    cards.prepend(card);
    move(card, stage, cards, () => from.insertBefore(card, next?.parentElement === from ? next : null));
  }

  function drags() {
    if (!board().dataset.moves || board().dataset.ready) return;
    board().dataset.ready = 'yes';
    for (const cards of board().querySelectorAll('.cards')) {
      let next;
      Sortable.create(cards, {
        group: 'cards',
        draggable: '.card-lead',
        filter: '.card-move, .listbox',
        preventOnFilter: false,
        sort: false,
        delay: 150,
        delayOnTouchOnly: true,
        animation: 120,
        onStart: ({item}) => { next = item.nextElementSibling; },
        onEnd: ({item, from, to}) => {
          if (from === to) return;
          const before = next;
          move(item, from.dataset.stage, to, () => from.insertBefore(item, before?.parentElement === from ? before : null));
        },
      });
    }
  }

  // The same by a list of the stages.
  document.addEventListener('click', ({target}) => {
    const button = target.closest('[data-moves-card]');
    if (!button) return;
    const card = button.closest('[data-lead]');
    const columns = [...board().querySelectorAll('.column')];
    leadhub.list(button, {
      label: button.getAttribute('aria-label'),
      options: columns.map(column => ({
        value: column.querySelector('.cards').dataset.stage,
        text: column.querySelector('.column-name').textContent,
        isChosen: column.contains(card),
      })),
      choose: stage => {
        const from = card.parentElement;
        const cards = board().querySelector(`[data-stage="${stage}"]`);
        if (cards === from) return;
        const next = card.nextElementSibling;
        cards.prepend(card);
        button.focus();
        move(card, from.dataset.stage, cards, () => from.insertBefore(card, next?.parentElement === from ? next : null));
      },
    });
  });

  // Of so many the server is told that they are shown, so that their tasks stay true; the address has to hold them.
  const MOST_RENEWED = 300;
  const shown = () => [...board().querySelectorAll('.card-lead')].slice(0, MOST_RENEWED).map(card => card.dataset.lead).join();

  /** Whether a card comes before another: the newest is first where cards come one by one. What loads more stands for the last that is there. */
  const isNewer = (card, other) => {
    const [[at, id], [otherAt, otherId]] = [card, other].map(({dataset}) => [Number(dataset.at), Number(dataset.lead || dataset.last)]);
    return at > otherAt || at === otherAt && id > otherId;
  };

  /** Puts a card in its place in a column; one that comes after those that are loaded comes with them. */
  function place(card, cards) {
    const before = [...cards.children].findLast(other => isNewer(other, card));
    if (before?.dataset.last) return;
    if (before) before.after(card);
    else cards.prepend(card);
  }

  /** Shows a card as it is now: where it was, or in its place in the column that it has come to. */
  function put(old, card, cards) {
    const isFocused = old?.contains(document.activeElement);
    if (old && cards && old.parentElement === cards) {
      old.replaceWith(card);
    } else {
      old?.remove();
      if (cards) place(card, cards);
    }
    card?.classList.add('card-news');
    if (isFocused) (card?.isConnected ? card.querySelector('a[data-lead]') : board()).focus();
  }

  // Cards have come and gone since those before were loaded: which page is next goes by those that are there.
  document.addEventListener('htmx:configRequest', ({detail}) => {
    const more = detail.elt;
    if (!more.dataset.last || !board().dataset.newest) return;
    const loaded = [...more.parentElement.querySelectorAll('.card-lead')].filter(card => !isNewer(more, card)).length;
    detail.path = detail.path.replace(/\bpage=[0-9]+/, 'page=' + (Math.floor(loaded / more.dataset.size) + 1));
  });

  // What has changed: cards go where they belong now.
  function bring(news) {
    const said = news.querySelector('[data-said]');
    said?.remove();
    board().dataset.since = news.dataset.news;
    for (const head of news.querySelectorAll('[data-head]')) {
      board().querySelector(`[data-head="${head.dataset.head}"]`)?.replaceWith(head);
    }
    for (const {dataset: {changed}} of news.querySelectorAll('[data-changed]')) {
      const old = board().querySelector(`[data-lead="${changed}"]`);
      const card = news.querySelector(`[data-lead="${changed}"]`);
      put(old, card, card && board().querySelector(`[data-stage="${card.parentElement.dataset.into}"]`));
    }
    // What else has come are cards with other tasks, which stay where they are.
    for (const card of news.querySelectorAll('[data-into] > [data-lead]')) {
      const old = board().querySelector(`[data-stage="${card.parentElement.dataset.into}"] > [data-lead="${card.dataset.lead}"]`);
      if (old) put(old, card, old.parentElement);
    }
    htmx.process(board());
    leadhub.paint();
    return said?.textContent.replace(/\s+/g, ' ').trim() || '';
  }

  // Some news, or so much that it is the whole board.
  function show(text) {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const news = page.querySelector('[data-news]');
    const whole = page.querySelector('[data-board]');
    if (news) {
      return bring(document.adoptNode(news));
    }
    if (whole) {
      const focused = document.activeElement.closest('[data-board] [data-lead]')?.dataset.lead;
      board().replaceWith(document.adoptNode(whole));
      htmx.process(board());
      leadhub.paint();
      ready();
      if (focused) board().querySelector(`a[data-lead="${focused}"]`)?.focus();
    }
    return '';
  }

  // Columns of what is won or lost take little room until somebody opens them, which is remembered.
  const OPEN = 'leadhub-open-stages';
  const opened = () => {
    try { return JSON.parse(localStorage.getItem(OPEN)) || []; } catch { return []; }
  };
  function fold(button, isOpen) {
    button.setAttribute('aria-expanded', isOpen);
    button.closest('.column').classList.toggle('is-folded', !isOpen);
  }
  document.addEventListener('click', ({target}) => {
    const button = target.closest('[data-folds]');
    if (!button) return;
    const isOpen = button.getAttribute('aria-expanded') !== 'true';
    fold(button, isOpen);
    const others = opened().filter(stage => stage !== button.dataset.folds).slice(-50);
    try {
      localStorage.setItem(OPEN, JSON.stringify(isOpen ? [...others, button.dataset.folds] : others));
    } catch { /* Then it is folded the next time. */ }
  });

  /** What a board needs that has just come. */
  function ready() {
    for (const button of board().querySelectorAll('[data-folds]')) fold(button, opened().includes(button.dataset.folds));
    drags();
  }

  const isInHand = () => board().querySelector('.sortable-chosen, [popover]') !== null || leadhub.isAskingWhyLost();

  function look() {
    // Nothing moves under somebody's hands, and nothing is asked while a card is on its way.
    if (isInHand() || board().querySelector('.htmx-request')) return;
    leadhub.send('GET', address('/changes'), {
      values: {since: board().dataset.since, shown: shown()},
      headers: {'X-Poll': 'true'},
      source: board(),
      target: board(),
      handler: (source, {xhr}) => {
        // Somebody may have taken or dropped a card since it was asked for; then the next one tells the same.
        if (xhr.status !== 200 || isInHand() || moves.size > 0) return;
        // What one did oneself is said by a toast.
        document.getElementById('live').textContent = show(xhr.responseText);
      },
    });
  }

  // What is typed is searched for while it is typed. To leave the field, such as for a card, asks nothing anew: the board would be
  // replaced under the hand that drags.
  document.getElementById('search').addEventListener('change', event => event.stopPropagation());
  ready();
  document.body.addEventListener('htmx:afterSwap', ({target, detail}) => {
    // Another filter shows another board.
    if (detail.target.id === 'board') ready();
    // A card that was dropped here before its place was loaded stays where it was dropped.
    if (detail.target.dataset.last && board().querySelectorAll(`.card-lead[data-lead="${target.dataset.lead}"]`).length > 1) target.remove();
  });
  setInterval(look, 3000);
  document.body.addEventListener('leads-changed', look);
})();
