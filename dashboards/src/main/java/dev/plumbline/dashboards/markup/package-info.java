/**
 * HTML and SVG as a tree of elements. Text and the values of attributes enter as plain text and
 * leave escaped, in one place: there is no way to put a string into a page as markup.
 */
@NullMarked
package dev.plumbline.dashboards.markup;

import org.jspecify.annotations.NullMarked;
