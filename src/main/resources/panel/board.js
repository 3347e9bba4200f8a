// The board: cards that are dragged from stage to stage, and what colleagues and programs do meanwhile.
(() => {
  'use strict';

  const board = () => document.querySelector('[data-board]');
  if (!board()) return;

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
    const from = board();
    const failed = () => {
      moves.delete(lead);
      back();
    };
    const {stage} = cards.dataset;
    card.addEventListener('leadhub:failed', failed, {once: true});
    leadhub.send('POST', from.dataset.board + '/' + cards.dataset.stage, {
      values: {
        'lead': card.dataset.lead,
        'since': from.dataset.since,
        // So that nobody's move is overwritten unseen.
        'pipeline_stage_id': cards.dataset.stage,
        '_was[pipeline_stage_id]': was,
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
      const cards = card && board().querySelector(`[data-stage="${card.parentElement.dataset.into}"]`);
      if (old && cards && old.parentElement === cards) {
        old.replaceWith(card);
      } else {
        old?.remove();
        cards?.prepend(card);
      }
      card?.classList.add('card-news');
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
      board().replaceWith(document.adoptNode(whole));
      htmx.process(board());
      leadhub.paint();
      drags();
    }
    return '';
  }

  function look() {
    // Nothing moves under somebody's hands, and nothing is asked while a card is on its way.
    if (board().querySelector('.sortable-chosen, .htmx-request, [popover]')) return;
    leadhub.send('GET', board().dataset.board + '/changes', {
      values: {since: board().dataset.since},
      headers: {'X-Poll': 'true'},
      source: board(),
      target: board(),
      handler: (source, {xhr}) => {
        // What one did oneself is said by a toast.
        if (xhr.status === 200) document.getElementById('live').textContent = show(xhr.responseText);
      },
    });
  }

  drags();
  setInterval(look, 3000);
  document.body.addEventListener('leads-changed', look);
})();
