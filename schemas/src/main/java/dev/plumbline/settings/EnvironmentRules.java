package dev.plumbline.settings;

import dev.plumbline.organisation.EnvironmentName;
import dev.plumbline.organisation.EnvironmentType;
import dev.plumbline.organisation.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which environment a source's name stands for, and which type an environment is of. Immutable. */
public final class EnvironmentRules {

  private record Rule(Pattern pattern, String value) {}

  private final List<Rule> names = new ArrayList<>();
  private final List<Rule> types = new ArrayList<>();

  /**
   * The rules of the settings, the defaults where there are none.
   *
   * @throws java.util.regex.PatternSyntaxException if a pattern is none; whoever writes settings
   *     checks that
   */
  public EnvironmentRules(@Nullable Settings settings) {
    Settings effective = settings == null ? DefaultSettings.settings() : settings;
    for (EnvironmentName name : effective.getEnvironmentNames()) {
      names.add(new Rule(Pattern.compile(name.getPattern()), name.getEnvironment()));
    }
    for (EnvironmentType type : effective.getEnvironmentTypes()) {
      types.add(new Rule(Pattern.compile(type.getPattern()), type.getType()));
    }
  }

  /** The environment that the source's name stands for: its own name when no rule matches. */
  public String environment(String name) {
    return firstMatch(names, name);
  }

  /** The type of an environment: its own name when no rule matches. */
  public String typeOf(String environment) {
    return firstMatch(types, environment);
  }

  /** Whether figures speak of it when nobody says otherwise. */
  public boolean isProduction(String environment) {
    return typeOf(environment).equals(DefaultSettings.PRODUCTION);
  }

  private static String firstMatch(List<Rule> rules, String text) {
    for (Rule rule : rules) {
      if (rule.pattern().matcher(text).matches()) {
        return rule.value();
      }
    }
    return text;
  }
}
