package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.MediaType;
import dev.plumbline.dashboards.store.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 quotes it, lines ended by a line feed alone, absent values empty. Columns that
 * hold objects are left out.
 *
 * <p>Texts come from repositories and pipelines, and one that starts with {@code =}, {@code +},
 * {@code -} or {@code @} is a formula to a spreadsheet. It is quoted but not changed: whoever
 * compares or imports the file gets the exact name. To open a file of unknown origin in a
 * spreadsheet, import its columns as text.
 */
final class CsvFormat implements RowFormat {

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final List<Column> columns;

  CsvFormat(List<Column> columns) {
    this.columns = columns;
  }

  @Override
  public MediaType mediaType() {
    return MediaType.CSV_UTF_8;
  }

  @Override
  public void begin(StringBuilder out) {
    out.append(
        columns.stream()
            .filter(CsvFormat::isShown)
            .map(Column::name)
            .collect(Collectors.joining(",", "", "\n")));
  }

  @Override
  public void row(@Nullable Object[] values, StringBuilder out) {
    String separator = "";
    for (int i = 0; i < values.length; i++) {
      if (isShown(columns.get(i))) {
        out.append(separator);
        append(values[i], out);
        separator = ",";
      }
    }
    out.append('\n');
  }

  @Override
  public void end(StringBuilder out) {
    // A CSV file has no end mark.
  }

  private static boolean isShown(Column column) {
    return column.kind() != Column.Kind.OBJECT;
  }

  private static void append(@Nullable Object value, StringBuilder out) {
    if (value instanceof String text) {
      appendText(text, out);
    } else if (value instanceof BigDecimal number) {
      out.append(number.toPlainString());
    } else if (value != null) {
      out.append(value);
    }
  }

  private static void appendText(String text, StringBuilder out) {
    if (needsQuotes(text)) {
      out.append('"').append(text.replace("\"", "\"\"")).append('"');
    } else {
      out.append(text);
    }
  }

  private static boolean needsQuotes(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
        || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
  }
}
