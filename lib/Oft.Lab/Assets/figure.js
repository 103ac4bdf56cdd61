(function () {
  document.querySelectorAll('.oft-figure[data-figure]:not([data-drawn])').forEach(function (card) {
    card.dataset.drawn = '';
    var still = card.querySelector('.oft-static'), plot = card.querySelector('.oft-plot');
    function ink() { return getComputedStyle(card).color; }
    function dark() {
      var part = ink().match(/[\d.]+/g).map(Number);
      return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2] > 128;
    }
    // The picture follows the page it stands in, not the system alone.
    still.style.colorScheme = dark() ? 'dark' : 'light';
    function draw() {
      var figure = JSON.parse(card.dataset.figure);
      figure.layout.font.color = ink();
      // A bar's interval lies half on the bar and half on the page: it takes the text's colour, as in the still picture.
      figure.data.forEach(function (trace) {
        ['error_x', 'error_y'].forEach(function (end) { if (trace.type === 'bar' && trace[end]) trace[end].color = ink(); });
      });
      figure.layout.modebar = { bgcolor: 'rgba(0,0,0,0)', color: ink(), activecolor: '#0072B2' };
      Plotly.newPlot(plot, figure.data, figure.layout, {
        displaylogo: false, responsive: true, displayModeBar: plot.clientWidth < 500 ? false : 'hover', modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d'],
        showSendToCloud: false, plotlyServerURL: ''                                     // what is shown stays here
      })
        .then(function () { still.style.display = 'none'; });
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', function () {
        setTimeout(function () {
          Plotly.relayout(plot, { 'font.color': ink(), 'modebar.color': ink() });
          plot.data.forEach(function (trace, i) { if (trace.type === 'bar') Plotly.restyle(plot, { 'error_x.color': ink(), 'error_y.color': ink() }, [i]); });
        }, 50);
      });
    }
    if (window.Plotly) draw();
    else (window.oftFigures = window.oftFigures || []).push(draw);
  });
})();
