// Before anything is painted: light or dark, as the visitor chose or the system says.
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const chosen = root.dataset.theme;
    root.dataset.colorScheme = chosen === 'dark' || (chosen !== 'light' && dark.matches) ? 'dark' : 'light';
  };
  dark.addEventListener('change', apply);
  apply();
})();
