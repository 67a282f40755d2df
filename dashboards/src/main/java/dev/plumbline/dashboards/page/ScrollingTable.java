package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import java.util.List;

/** A table in a place of limited height, which the keyboard reaches too. */
final class ScrollingTable {

  private final Element body = element("tbody");
  private final Element whole;

  /**
   * An empty table.
   *
   * @param name for those who do not see what stands around it
   * @param columns their headings
   */
  ScrollingTable(String name, List<String> columns) {
    Element head = element("tr");
    columns.forEach(column -> head.add(element("th").with("scope", "col").text(column)));
    whole =
        element("div", "scroll")
            .with("tabindex", "0")
            .with("role", "group")
            .with("aria-label", name)
            .add(element("table").add(element("thead").add(head), body));
  }

  /** Adds a row; its first cell names it. */
  Element row(List<? extends Markup> cells) {
    Element row = element("tr");
    row.add(element("th").with("scope", "row").add(cells.get(0)));
    cells.subList(1, cells.size()).forEach(cell -> row.add(element("td").add(cell)));
    body.add(row);
    return row;
  }

  Element markup() {
    return whole;
  }
}
