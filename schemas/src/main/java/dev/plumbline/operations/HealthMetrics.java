package dev.plumbline.operations;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Health;
import java.util.Map;

/** The health of a service as a metric per part, in the text format of Prometheus. */
final class HealthMetrics {

  private HealthMetrics() {}

  static String of(Health health) {
    StringBuilder text =
        new StringBuilder("# HELP plumbline_health_up Whether the part works: 1, or 0.\n")
            .append("# TYPE plumbline_health_up gauge\n");
    for (Map.Entry<String, CheckResult> part : health.parts().entrySet()) {
      // Names of parts are ours: nothing in them is to be escaped.
      text.append("plumbline_health_up{part=\"").append(part.getKey()).append("\"} ");
      text.append(part.getValue().isUp() ? 1 : 0).append('\n');
    }
    return text.toString();
  }
}
