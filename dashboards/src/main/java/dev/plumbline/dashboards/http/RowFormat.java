package dev.plumbline.dashboards.http;

import com.linecorp.armeria.common.MediaType;
import dev.plumbline.dashboards.store.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows are written. One instance writes one answer. */
interface RowFormat {

  MediaType mediaType();

  void begin(StringBuilder out);

  void row(@Nullable Object[] values, StringBuilder out);

  void end(StringBuilder out);

  /** The formats by name. */
  enum Kind {
    CSV {
      @Override
      RowFormat of(List<Column> columns) {
        return new CsvFormat(columns);
      }
    },
    JSON {
      @Override
      RowFormat of(List<Column> columns) {
        return new JsonFormat(columns);
      }
    };

    abstract RowFormat of(List<Column> columns);
  }
}
