package dev.plumbline.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {

  @Test
  void shouldTellWhatPartsSay() {
    Map<String, CheckResult> parts = new LinkedHashMap<>();
    parts.put("kafka", CheckResult.up());
    parts.put("organisation", CheckResult.up("the file is not used"));

    assertThat(new Health(parts).toJson())
        .isEqualTo(
            "{\"status\":\"up\",\"parts\":{\"kafka\":\"up\",\"organisation\":\"up: the file is not"
                + " used\"}}");

    parts.put("spool", CheckResult.down("full"));
    assertThat(new Health(parts).toJson()).contains("\"status\":\"down\"", "\"down: full\"");
  }
}
