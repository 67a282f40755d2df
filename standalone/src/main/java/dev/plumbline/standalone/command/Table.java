package dev.plumbline.standalone.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in columns as wide as their widest cell, the last left as it is. */
final class Table {

  private static final String GAP = "  ";

  private Table() {}

  /** Prints the rows, the first being the head. */
  static void print(PrintWriter out, List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
