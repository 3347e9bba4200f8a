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
  document.addEventListener('htmx:oobAfterSwap', () => {
    const seen = new Set();
    for (const entry of thread.querySelectorAll('.entry')) {
      if (seen.has(entry.id)) entry.remove();
      seen.add(entry.id);
    }
  });
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
  form.addEventListener('htmx:beforeRequest', () => { text.dataset.sent = text.value; });
  form.addEventListener('htmx:afterRequest', event => {
    if (!event.detail.successful) return;
    // What was typed meanwhile is of the next message.
    if (text.value === text.dataset.sent) text.value = '';
    kept.set(text.value);
    toEnd();
  });
})();
