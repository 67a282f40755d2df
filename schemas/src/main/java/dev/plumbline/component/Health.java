package dev.plumbline.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers of all parts of a service.
 *
 * @param parts answer by name of the part
 */
public record Health(Map<String, CheckResult> parts) {

  /** Asks every part. */
  public static Health of(List<? extends Component> components) {
    Map<String, CheckResult> parts = new LinkedHashMap<>();
    components.forEach(component -> parts.put(component.name(), component.check()));
    return new Health(parts);
  }

  /** Whether every part works. */
  public boolean isUp() {
    return parts.values().stream().allMatch(CheckResult::isUp);
  }

  /** All answers as one, for whoever sees the service as a single part. */
  public CheckResult summary() {
    return isUp() ? CheckResult.up() : CheckResult.down(toJson());
  }

  /**
   * The answer as a JSON object: {@code {"status":"up","parts":{"kafka":"up"}}}, a part that does
   * not work standing with its reason, one that has something to say with that.
   */
  public String toJson() {
    StringBuilder json = new StringBuilder("{\"status\":\"").append(isUp() ? "up" : "down");
    json.append("\",\"parts\":{");
    String separator = "";
    for (Map.Entry<String, CheckResult> part : parts.entrySet()) {
      CheckResult result = part.getValue();
      json.append(separator).append(quoted(part.getKey())).append(':');
      json.append(quoted(answer(result)));
      separator = ",";
    }
    return json.append("}}").toString();
  }

  private static String answer(CheckResult result) {
    String answer = result.isUp() ? "up" : "down";
    return result.detail().isEmpty() && result.isUp() ? answer : answer + ": " + result.detail();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char character : text.toCharArray()) {
      if (character == '"' || character == '\\') {
        quoted.append('\\').append(character);
      } else if (character < 0x20) {
        quoted.append(String.format("\\u%04x", (int) character));
      } else {
        quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }
}
