// Says what is under the pointer. Everything here stands in the tables as well.
'use strict';
document.addEventListener('pointerover', function (event) {
  var column = event.target.closest ? event.target.closest('[data-said]') : null;
  var figure = event.target.closest ? event.target.closest('figure') : null;
  if (figure) {
    figure.querySelector('.readout').textContent = column ? column.getAttribute('data-said') : '';
  }
});
