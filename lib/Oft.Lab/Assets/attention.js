(function () {
  document.querySelectorAll('.oft-attention[data-attention]:not([data-ready])').forEach(function (card) {
    card.dataset.ready = '';
    var data = JSON.parse(card.dataset.attention), player = card.querySelector('.oft-player');
    var text = atob(data.maps), maps = Uint8Array.from(text, function (letter) { return letter.charCodeAt(0); });
    var each = data.patches / data.views.length, side = Math.round(Math.sqrt(each)), size = data.shown;
    var stops = data.colours.map(function (colour) { return [1, 3, 5].map(function (i) { return parseInt(colour.substr(i, 2), 16); }); });
    function tone(share) {
      var place = share * (stops.length - 1), below = Math.min(Math.floor(place), stops.length - 2), part = place - below;
      return stops[below].map(function (from, i) { return Math.round(from + (stops[below + 1][i] - from) * part); });
    }
    function control(label, options) {
      var box = document.createElement('label'), select = document.createElement('select');
      options.forEach(function (option, i) { select.add(new Option(option, i)); });
      box.append(label + ' ', select);
      select.addEventListener('change', draw);
      bar.appendChild(box);
      return select;
    }
    var bar = document.createElement('div'), row = document.createElement('div'), note = document.createElement('div');
    bar.className = 'oft-bar';
    row.className = 'oft-views';
    note.className = 'oft-muted';
    var heads = [], slots = [];
    for (var h = 0; h < data.heads; h++) heads.push('head ' + h);
    heads.push('mean of ' + data.heads + ' heads');
    for (var s = 0; s < data.slots; s++) slots.push('step ' + Math.floor(s / data.width) + ', number ' + s % data.width);
    slots.push('mean of all');
    var layer = control('layer', data.layers), head = control('head', heads), slot = control('action', slots);
    head.value = data.heads;
    slot.value = data.slots;
    var box = document.createElement('label'), over = document.createElement('input');
    over.type = 'range';
    over.min = 0;
    over.max = 100;
    over.value = 55;
    over.addEventListener('input', draw);
    box.append('overlay ', over);
    bar.appendChild(box);
    var views = data.views.map(function (view, index) {
      var figure = document.createElement('figure'), canvas = document.createElement('canvas'), caption = document.createElement('figcaption'), image = new Image();
      canvas.width = canvas.height = size;
      caption.textContent = view.name;
      figure.append(canvas, caption);
      row.appendChild(figure);
      image.onload = draw;
      image.src = 'data:image/png;base64,' + view.png;
      canvas.addEventListener('mousemove', function (event) {
        var place = canvas.getBoundingClientRect();
        var x = Math.min(side - 1, Math.floor((event.clientX - place.left) / place.width * side)), y = Math.min(side - 1, Math.floor((event.clientY - place.top) / place.height * side));
        caption.textContent = view.name + ': row ' + y + ', column ' + x + ': ' + (100 * now.map[index * each + y * side + x]).toFixed(3) + ' %';
      });
      canvas.addEventListener('mouseleave', function () { caption.textContent = view.name; });
      return { canvas: canvas, image: image };
    });
    player.append(bar, row, note);
    card.querySelector('.oft-still').style.display = 'none';
    var now = { map: [] };
    // One map, or the mean over all numbers of the chunk.
    function chosen() {
      var first = (+layer.value * (data.heads + 1) + +head.value) * data.slots, from = +slot.value, count = 1;
      if (from === data.slots) { from = 0; count = data.slots; }
      var map = new Float32Array(data.patches), share = 0;
      for (var i = 0; i < count; i++) {
        var index = first + from + i;
        share += data.shares[index] / count;
        for (var p = 0; p < data.patches; p++) map[p] += maps[index * data.patches + p] / 255 * data.greatest[index] / count;
      }
      return { map: map, share: share };
    }
    function draw() {
      now = chosen();
      var greatest = now.map.reduce(function (a, b) { return Math.max(a, b); }, 0), cell = size / side;
      views.forEach(function (view, index) {
        var pen = view.canvas.getContext('2d');
        pen.globalAlpha = 1;
        pen.imageSmoothingEnabled = false;
        if (view.image.complete && view.image.naturalWidth) pen.drawImage(view.image, 0, 0, size, size);
        pen.globalAlpha = over.value / 100;
        for (var p = 0; p < each; p++) {
          pen.fillStyle = 'rgb(' + tone(greatest > 0 ? now.map[index * each + p] / greatest : 0).join(',') + ')';
          pen.fillRect(p % side * cell, Math.floor(p / side) * cell, cell + .5, cell + .5);
        }
      });
      note.textContent = (100 * now.share).toFixed(1) + ' % of this attention lies on pictures; the brightest patch of all views has ' + (100 * greatest).toFixed(3) + ' %.';
    }
    draw();
  });
})();
