package dev.plumbline.dashboards.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.MediaType;
import dev.plumbline.dashboards.store.Column;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An array of objects, one per line, absent values null, names in camel case. */
final class JsonFormat implements RowFormat {

  private static final JsonFactory JSON = new JsonFactory();

  private final List<Column> columns;
  private final List<String> names;
  private String separator = "\n";

  JsonFormat(List<Column> columns) {
    this.columns = columns;
    this.names = columns.stream().map(column -> camelCase(column.name())).toList();
  }

  @Override
  public MediaType mediaType() {
    return MediaType.JSON_UTF_8;
  }

  @Override
  public void begin(StringBuilder out) {
    out.append('[');
  }

  @Override
  public void row(@Nullable Object[] values, StringBuilder out) {
    out.append(separator).append(object(values));
    separator = ",\n";
  }

  @Override
  public void end(StringBuilder out) {
    out.append("\n]\n");
  }

  private String object(@Nullable Object[] values) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int i = 0; i < values.length; i++) {
        json.writeFieldName(names.get(i));
        write(columns.get(i).kind(), values[i], json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Column.Kind kind, @Nullable Object value, JsonGenerator json)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number.toPlainString());
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (kind == Column.Kind.OBJECT || kind == Column.Kind.LIST) {
      json.writeRawValue(value.toString());
    } else {
      json.writeString(value.toString());
    }
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_")) {
      camel.append(
          camel.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }
}
