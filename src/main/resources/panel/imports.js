// Shows how much of a file has been sent.
(() => {
  'use strict';
  document.addEventListener('htmx:xhr:progress', ({target, detail}) => {
    const place = target.closest?.('form[data-uploads]')?.querySelector('[data-uploading]');
    if (!place || !detail.lengthComputable) return;
    place.hidden = false;
    const bar = place.querySelector('progress');
    bar.max = detail.total;
    bar.value = detail.loaded;
  });
})();
