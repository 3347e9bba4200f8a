// Draws how many leads came in by day and source: from the table that says the same in numbers.
(() => {
  'use strict';
  const canvas = document.querySelector('canvas[data-draws]');
  if (!canvas) return;
  const table = document.getElementById(canvas.dataset.draws);
  const root = document.documentElement;
  const rows = [...table.tBodies[0].rows];
  const days = rows.map(row => row.cells[0].textContent.trim());
  const lines = [...table.tHead.querySelectorAll('[data-line]')].map((head, at) => ({
    label: head.dataset.line,
    tone: head.dataset.tone,
    data: rows.map(row => Number(row.cells[at + 1].dataset.leads)),
  }));

  const color = name => getComputedStyle(root).getPropertyValue(name).trim();

  // As the theme has them now.
  function colors(chart) {
    for (const line of chart.data.datasets) line.backgroundColor = color('--panel-chart-' + line.tone);
    const {x, y} = chart.options.scales;
    for (const scale of [x, y]) scale.ticks.color = color('--panel-quiet');
    y.grid.color = color('--panel-line');
    chart.options.plugins.legend.labels.color = color('--panel-text');
  }

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  const rightToLeft = root.dir === 'rtl';
  const chart = new Chart(canvas, {
    type: 'bar',
    data: {labels: days, datasets: lines},
    options: {
      locale: root.lang,
      animation: false,
      maintainAspectRatio: false,
      interaction: {mode: 'index', intersect: false},
      font: {family: getComputedStyle(document.body).fontFamily},
      scales: {
        x: {stacked: true, reverse: rightToLeft, grid: {display: false}, ticks: {maxRotation: 0, autoSkipPadding: 16}},
        y: {stacked: true, beginAtZero: true, position: rightToLeft ? 'right' : 'left', grid: {}, ticks: {precision: 0}},
      },
      plugins: {
        legend: {position: 'bottom', rtl: rightToLeft, labels: {boxWidth: 12, boxHeight: 12}},
        tooltip: {rtl: rightToLeft, filter: item => item.raw > 0},
      },
    },
  });
  function redraw() {
    colors(chart);
    chart.update();
  }
  redraw();
  new MutationObserver(redraw).observe(root, {attributeFilter: ['data-color-scheme']});
})();
