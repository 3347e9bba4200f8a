// A conversation in the inbox: what is typed stays on this device until it is sent, Enter sends it, and what is said last is in sight.
(() => {
  'use strict';
  const thread = document.getElementById('thread');
  if (!thread) return;
  const text = document.getElementById('reply');
  const {conversation} = document.querySelector('[data-conversation]').dataset;
  const key = 'leadhub-draft-' + conversation;

  const toEnd = () => { thread.scrollTop = thread.scrollHeight; };
  toEnd();
  let isAtEnd = true;
  thread.addEventListener('scroll', () => { isAtEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40; });
  document.addEventListener('htmx:afterSettle', () => { if (isAtEnd) toEnd(); });

  // An answer that overtook another one has perhaps brought what is here already.
  document.addEventListener('htmx:afterSwap', () => {
    const seen = new Set();
    for (const entry of thread.querySelectorAll('.entry')) {
      if (seen.has(entry.id)) entry.remove();
      seen.add(entry.id);
    }
  });
  // The server tells when there is something to ask for; while it can't, the page asks every two seconds. A page that nobody looks at gives
  // its connection back, of which a browser has few for a server.
  const news = document.getElementById('news');
  const ask = () => htmx.trigger(news, 'news');
  let stream, begun;
  const listen = () => {
    stream?.close();
    stream = null;
    if (document.hidden) return;
    begun = Date.now();
    stream = new EventSource(news.dataset.stream);
    stream.addEventListener('news', ask);
  };
  document.addEventListener('visibilitychange', listen);
  window.addEventListener('pageshow', event => { if (event.persisted) listen(); });
  setInterval(() => {
    if (!stream || stream.readyState === EventSource.OPEN) return;
    ask();
    if (stream.readyState === EventSource.CLOSED && Date.now() - begun > 30000) listen();
  }, 2000);
  listen();
  if (!text) return;

  const form = text.form;
  // A browser may keep nothing; then it is kept as long as the page is.
  const kept = {
    get() { try { return localStorage.getItem(key) || ''; } catch { return ''; } },
    set(value) { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* as said */ } },
  };
  if (!text.value) text.value = kept.get();
  let typedAt = 0;
  text.addEventListener('input', () => {
    kept.set(text.value);
    if (!text.value || Date.now() - typedAt < 4000) return;
    typedAt = Date.now();
    leadhub.send('POST', `/inbox/${conversation}/typing`, {source: thread, swap: 'none', headers: {'X-Poll': 'true'}});
  });
  text.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (text.value.trim()) form.requestSubmit();
  });

  // Canned replies: the button, or "/" where nothing is typed yet, shows them; typing looks for some, arrows go through them, and
  // Enter or a click puts one where the cursor is.
  const canned = document.getElementById('canned'), search = document.getElementById('canned-search'), list = document.getElementById('canned-list');
  canned.hidden = false;
  const choices = () => [...list.querySelectorAll('.menu-item')].filter(one => !one.hidden);
  const sift = () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    for (const one of list.querySelectorAll('.canned-one')) one.hidden = !one.textContent.toLocaleLowerCase().includes(wanted);
  };
  canned.addEventListener('toggle', () => {
    if (!canned.open) return;
    search.value = '';
    // What is known of the visitor may have changed.
    list.replaceChildren();
    search.focus();
    leadhub.send('GET', canned.dataset.from, {source: thread, target: list, swap: 'innerHTML'});
  });
  search.addEventListener('input', sift);
  list.addEventListener('htmx:afterSettle', sift);
  list.addEventListener('click', event => {
    const chosen = event.target.closest('.canned-one');
    if (!chosen) return;
    text.setRangeText(chosen.dataset.text, text.selectionStart, text.selectionEnd, 'end');
    canned.open = false;
    text.focus();
    text.dispatchEvent(new Event('input', {bubbles: true}));
  });
  canned.addEventListener('keydown', event => {
    if (!canned.open) return;
    const all = choices(), at = all.indexOf(document.activeElement);
    if (event.key === 'Escape') {
      // The menu's own way would lead to its button.
      event.stopPropagation();
      canned.open = false;
      text.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = all[at + (event.key === 'ArrowDown' ? 1 : -1)];
      (next ?? (at > 0 ? all.at(-1) : search)).focus();
    } else if (event.key === 'Enter' && event.target === search) {
      all.find(one => one.matches('.canned-one'))?.click();
    } else {
      return;
    }
    event.preventDefault();
  });
  text.addEventListener('keydown', event => {
    if (event.key !== '/' || text.value) return;
    event.preventDefault();
    canned.open = true;
  });
  form.addEventListener('htmx:beforeRequest', () => { text.dataset.sent = text.value; });
  form.addEventListener('htmx:afterRequest', event => {
    if (!event.detail.successful) return;
    // What was typed meanwhile is of the next message.
    if (text.value === text.dataset.sent) text.value = '';
    kept.set(text.value);
    toEnd();
  });
})();
