package dev.plumbline.configuration;

import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import dev.plumbline.validation.Suggestion;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of one service. What is asked for is known; any other with the prefix
 * is a mistake. Everything that is wrong is told at once, and no text from a variable is repeated,
 * for it may be a secret. Not thread-safe.
 */
public final class Variables {

  /** How a configuration names the component that is wrong. */
  private static final Pattern COMPONENT = Pattern.compile("^([a-z][A-Za-z]*):");

  private final String prefix;
  private final Map<String, String> environment;
  private final Set<String> known = new TreeSet<>();
  private final Problems problems = new Problems();

  public Variables(String prefix, Map<String, String> environment) {
    this.prefix = prefix;
    this.environment = environment;
  }

  /** The variable, or an empty text: the configuration itself says what it cannot do without. */
  public String text(String name) {
    return text(name, "");
  }

  /** The variable, or the default when it is not set or blank. */
  public String text(String name, String byDefault) {
    known.add(prefix + name);
    String value = environment.getOrDefault(prefix + name, "");
    return value.isBlank() ? byDefault : value;
  }

  /** The variable as a whole number. */
  public int number(String name, int byDefault) {
    Integer number = number(name);
    return number == null ? byDefault : number;
  }

  /** The variable as a whole number, null when it is not set. */
  public @Nullable Integer number(String name) {
    String text = text(name);
    try {
      return text.isEmpty() ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      problems.add(prefix + name + ": expected a whole number");
      return null;
    }
  }

  /**
   * Builds the configuration once all variables have been asked for.
   *
   * @param configuration builds it; what it finds wrong with a component is told of the variable
   * @throws InvalidInputException with everything that is wrong
   */
  public <T> T checked(Supplier<T> configuration) {
    environment.keySet().stream()
        .filter(name -> name.startsWith(prefix) && !known.contains(name))
        .sorted()
        .forEach(
            name -> problems.add(name + ": unknown variable" + Suggestion.forUnknown(name, known)));
    Optional<T> built = build(configuration);
    problems.throwIfAny();
    return built.orElseThrow();
  }

  private <T> Optional<T> build(Supplier<T> configuration) {
    try {
      return Optional.of(configuration.get());
    } catch (InvalidInputException e) {
      e.problems().forEach(problem -> problems.add(ofVariable(problem)));
      return Optional.empty();
    }
  }

  /** {@code postgresUrl: ..} becomes {@code PREFIX_POSTGRES_URL: ..}. */
  private String ofVariable(String problem) {
    Matcher component = COMPONENT.matcher(problem);
    return component.find()
        ? prefix
            + component.group(1).replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT)
            + problem.substring(component.end() - 1)
        : problem;
  }
}
