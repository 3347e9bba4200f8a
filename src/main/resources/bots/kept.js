// What the browser keeps of a conversation: in storage of the page's own origin, or for the page's life where that is denied.
const KEPT_FOR = 30 * 24 * 3600e3;

function storage(kind) {
  try {
    const store = window[kind];
    store.setItem('lh-try', '1');
    store.removeItem('lh-try');
    return store;
  } catch {
    const held = new Map();
    return {getItem: key => held.get(key) ?? null, setItem: (key, value) => held.set(key, value), removeItem: key => held.delete(key)};
  }
}

function keeper(bot) {
  const shared = storage('localStorage'), own = storage('sessionStorage'), key = 'lh-' + bot;
  const read = (store, name) => {
    try { return JSON.parse(store.getItem(name)); } catch { return null; }
  };
  const write = (store, name, value) => {
    // A full storage keeps nothing more; the page goes on.
    try { store.setItem(name, JSON.stringify(value)); } catch { /* as said */ }
  };
  return {
    key,
    /** {id, token, seen, at}; null for none, or one that is too old. */
    conversation() {
      const kept = read(shared, key);
      return kept?.token && Date.now() - kept.at < KEPT_FOR ? kept : null;
    },
    keep: (conversation, seen) => write(shared, key, {...conversation, seen, at: Date.now()}),
    forget: () => shared.removeItem(key),
    /** What is typed, and what isn't sent yet, of this tab alone. */
    draft: () => own.getItem(key + '-draft') ?? '',
    keepDraft: text => { try { own.setItem(key + '-draft', text); } catch { /* as said */ } },
    unsent() {
      const items = read(own, key + '-unsent');
      return Array.isArray(items) ? items : [];
    },
    keepUnsent: items => write(own, key + '-unsent', items.map(({client_id, content}) => ({client_id, content}))),
  };
}
