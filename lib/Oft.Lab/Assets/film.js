(function () {
  document.querySelectorAll('.oft-film[data-frames]:not([data-ready])').forEach(function (card) {
    card.dataset.ready = '';
    var fps = parseFloat(card.dataset.fps), frames = JSON.parse(card.dataset.frames).map(function (data) {
      var image = new Image();
      image.src = 'data:image/jpeg;base64,' + data;
      return image;
    });
    var canvas = document.createElement('canvas'), bar = document.createElement('div');
    canvas.width = card.dataset.width;
    canvas.height = card.dataset.height;
    canvas.className = 'oft-pixels';
    canvas.style.cssText = 'width:' + card.dataset.shown + 'px;max-width:100%;display:block';
    bar.className = 'oft-bar';
    var play = document.createElement('button'), scrub = document.createElement('input'), time = document.createElement('span');
    play.type = 'button';
    scrub.type = 'range';
    scrub.min = 0;
    scrub.max = frames.length - 1;
    scrub.value = 0;
    scrub.setAttribute('aria-label', 'frame');
    time.className = 'oft-muted';
    [play, scrub, time].forEach(function (part) { bar.appendChild(part); });
    var player = card.querySelector('.oft-player');
    player.appendChild(canvas);
    player.appendChild(bar);
    card.querySelector('.oft-still').style.display = 'none';
    var at = 0, timer = null;
    function show(index) {
      at = index;
      scrub.value = at;
      time.textContent = (at / fps).toFixed(2) + ' s · frame ' + (at + 1) + '/' + frames.length;
      var image = frames[at];
      function paint() { if (image === frames[at]) canvas.getContext('2d').drawImage(image, 0, 0); }
      if (image.complete) paint(); else image.onload = paint;
    }
    function run(on) {
      clearInterval(timer);
      timer = on ? setInterval(function () { if (canvas.isConnected) show((at + 1) % frames.length); else clearInterval(timer); }, 1000 / fps) : null;
      play.textContent = on ? '❚❚' : '▶';
      play.setAttribute('aria-label', on ? 'pause' : 'play');
    }
    play.addEventListener('click', function () { run(!timer); });
    scrub.addEventListener('input', function () { run(false); show(+scrub.value); });
    show(0);
    run(frames.length > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches);
  });
})();
