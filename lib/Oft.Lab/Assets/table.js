(function () {
  document.querySelectorAll('.oft-table:not([data-ready])').forEach(function (card) {
    card.dataset.ready = '';
    var heads = [].slice.call(card.querySelectorAll('thead th'));
    heads.forEach(function (head, column) {
      var button = head.querySelector('button');
      if (!button) return;
      button.addEventListener('click', function () {
        var falls = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
        var body = card.querySelector('tbody');
        function key(row) {
          var cell = row.cells[column];
          return 'v' in cell.dataset ? parseFloat(cell.dataset.v) : cell.textContent;
        }
        // Numbers before words; what is no number stands last.
        [].slice.call(body.rows).sort(function (a, b) {
          var x = key(a), y = key(b);
          var way = typeof x === typeof y
            ? (typeof x === 'number' ? (isNaN(x) - isNaN(y)) || x - y : x.localeCompare(y, undefined, { numeric: true }))
            : (typeof x === 'number' ? -1 : 1);
          return falls ? -way : way;
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
  });
})();
