/**
 * The built-in page. {@link dev.plumbline.dashboards.page.PageReader} reads a {@link
 * dev.plumbline.dashboards.page.Reading} for a {@link dev.plumbline.dashboards.page.Question}, and
 * {@link dev.plumbline.dashboards.page.ScopePage} writes it down. Nothing here knows of HTTP or
 * reads a clock.
 */
@NullMarked
package dev.plumbline.dashboards.page;

import org.jspecify.annotations.NullMarked;
