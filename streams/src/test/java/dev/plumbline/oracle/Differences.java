package dev.plumbline.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Names the rows and fields that differ, which a comparison of whole maps does not. */
public final class Differences {

  private Differences() {}

  /** A line for each row, facts before metrics, since those follow from these. */
  public static List<String> between(
      Map<SpecificRecord, SpecificRecord> actual, Map<SpecificRecord, SpecificRecord> expected) {
    Set<SpecificRecord> keys = new HashSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    List<String> differences = new ArrayList<>();
    for (SpecificRecord key : keys) {
      if (!Objects.equals(actual.get(key), expected.get(key))) {
        differences.add(
            key.getSchema().getName() + " " + key + difference(actual.get(key), expected.get(key)));
      }
    }
    differences.sort(Comparator.naturalOrder());
    return differences;
  }

  private static String difference(SpecificRecord actual, SpecificRecord expected) {
    if (actual == null || expected == null) {
      return actual == null ? "\n  missing " + expected : "\n  too much " + actual;
    }
    StringBuilder fields = new StringBuilder();
    for (Schema.Field field : expected.getSchema().getFields()) {
      Object left = expected.get(field.pos());
      Object right = actual.get(field.pos());
      if (!Objects.equals(left, right)) {
        fields
            .append("\n  ")
            .append(field.name())
            .append(": expected ")
            .append(left)
            .append(", got ")
            .append(right);
      }
    }
    return fields.toString();
  }
}
