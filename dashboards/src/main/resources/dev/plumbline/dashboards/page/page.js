// Says what the column under the pointer says. Everything here stands in the tables as well.
'use strict';
document.addEventListener('pointerover', function (event) {
  var column = event.target.closest ? event.target.closest('rect.column') : null;
  var figure = event.target.closest ? event.target.closest('figure') : null;
  if (figure) {
    figure.querySelector('.readout').textContent = column ? column.getAttribute('data-said') : '';
  }
});
