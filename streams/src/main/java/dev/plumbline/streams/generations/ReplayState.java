package dev.plumbline.streams.generations;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.replay.Generations;
import dev.plumbline.streams.operations.Lag;
import dev.plumbline.topic.Family;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How far a family's replay is.
 *
 * @param family which
 * @param generations what is computed
 * @param shown what readers see; null if nobody has told yet
 * @param left what the next generation has left to compute; null if there is none, or unknown
 * @param problem why it does not go on for now; empty if it does
 */
record ReplayState(
    Family family,
    Generations generations,
    @Nullable Integer shown,
    @Nullable Lag left,
    String problem) {

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("family", family.id());
    json.writeNumberField("current", generations.current());
    write(json, "next", generations.next());
    write(json, "shown", shown);
    write(json, "left", left == null ? null : left.records() + left.pending());
    json.writeBooleanField("caughtUp", generations.isCaughtUp());
    json.writeStringField("problem", problem);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, @Nullable Number value)
      throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value.longValue());
    }
  }
}
