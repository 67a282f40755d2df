package dev.plumbline.dashboards.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.MediaType;
import dev.plumbline.dashboards.page.DefinitionText;
import dev.plumbline.dashboards.store.Column;
import dev.plumbline.dashboards.store.DoraMetric;
import dev.plumbline.dashboards.store.ExplainStore;
import dev.plumbline.dashboards.store.ExplainStore.Explained;
import dev.plumbline.dashboards.store.ExplainStore.Value;
import dev.plumbline.dashboards.store.Figure;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as one JSON object: the figure with its definition, then groups of facts, one for
 * those that went in and one for each reason. Takes the figure before the first row.
 */
final class ExplainFormat implements RowFormat, ExplainStore.Head {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int REASON = 0;
  private static final int COUNT = 1;
  private static final List<Column> FACT = ExplainStore.COLUMNS.subList(2, 13);

  private final Explained explained;
  private @Nullable Value value;
  private @Nullable Object reason;
  private boolean hasGroup;
  private @Nullable JsonFormat group;

  ExplainFormat(Explained explained) {
    this.explained = explained;
  }

  @Override
  public void take(@Nullable Value told) {
    value = told;
  }

  @Override
  public MediaType mediaType() {
    return MediaType.JSON_UTF_8;
  }

  @Override
  public void begin(StringBuilder out) {
    String head = head();
    // The object stays open for the groups.
    out.append(head, 0, head.length() - 1).append(",\"groups\":[");
  }

  @Override
  public void row(@Nullable Object[] values, StringBuilder out) {
    if (group == null || !Objects.equals(reason, values[REASON])) {
      reason = values[REASON];
      openGroup(values, out);
    }
    Objects.requireNonNull(group).row(Arrays.copyOfRange(values, 2, 13), out);
  }

  private void openGroup(@Nullable Object[] values, StringBuilder out) {
    closeGroup(out);
    out.append(hasGroup ? ",\n" : "\n");
    hasGroup = true;
    String head =
        object(
            json -> {
              json.writeStringField("reason", (String) values[REASON]);
              json.writeNumberField("count", ((BigDecimal) value(values[COUNT])).longValue());
            });
    out.append(head, 0, head.length() - 1).append(",\"facts\":");
    group = new JsonFormat(FACT);
    group.begin(out);
  }

  private static Object value(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }

  private void closeGroup(StringBuilder out) {
    if (group != null) {
      out.append("\n]}");
    }
  }

  @Override
  public void end(StringBuilder out) {
    closeGroup(out);
    out.append("]}\n");
  }

  private String head() {
    DoraMetric metric = explained.metric();
    return object(
        json -> {
          json.writeStringField("metric", metric.id());
          json.writeStringField("definition", metric.definition());
          json.writeStringField("definitionLink", "/definitions#" + metric.definition());
          json.writeStringField("definitionText", DefinitionText.of(metric.definition()));
          json.writeStringField("scopeKind", explained.scope().kind());
          json.writeStringField("scope", explained.scope().scope());
          json.writeStringField("environment", explained.scope().environment());
          json.writeStringField("period", explained.period().toString());
          json.writeStringField("unit", metric.unit());
          json.writeNumberField("limit", explained.most());
          json.writeFieldName("figure");
          figure(json);
        });
  }

  private void figure(JsonGenerator json) throws IOException {
    Value told = value;
    if (told == null) {
      json.writeNull();
      return;
    }
    Figure figure = told.figure();
    json.writeStartObject();
    number("value", figure.value(), json);
    number("medianSeconds", figure.median(), json);
    number("p75Seconds", figure.p75(), json);
    number("p90Seconds", figure.p90(), json);
    json.writeNumberField("n", figure.n());
    json.writeNumberField("excluded", figure.excluded());
    json.writeObjectFieldStart("excludedByReason");
    for (Map.Entry<String, Long> count : figure.excludedByReason().entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
    json.writeFieldName("parts");
    json.writeRawValue(told.parts() == null ? "{}" : told.parts());
    json.writeStringField("suppressed", told.suppressed());
    json.writeEndObject();
  }

  private static void number(String name, @Nullable BigDecimal number, JsonGenerator json)
      throws IOException {
    json.writeFieldName(name);
    if (number == null) {
      json.writeNull();
    } else {
      json.writeNumber(number.stripTrailingZeros().toPlainString());
    }
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static String object(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
