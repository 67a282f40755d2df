package dev.plumbline.streams.delivery.terms;

import dev.plumbline.organisation.Settings;
import dev.plumbline.settings.DefaultSettings;
import dev.plumbline.settings.EnvironmentRules;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The organisation's settings as one stage keeps them: the defaults until some come. Not
 * thread-safe.
 */
public final class KnownSettings {

  private static final char SETTINGS = 'Z';

  /** Environments are few; tenants that nobody put together may be many. */
  private static final int CACHED_NAMES = 1_000;

  private final OrderedStore store;
  private final byte[] key;
  private final Map<String, String> environments = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private Settings settings;
  private EnvironmentRules rules;

  /**
   * Settings kept in a store.
   *
   * @param stage whose they are, where several share a store
   */
  public KnownSettings(OrderedStore store, String stage) {
    this.store = store;
    this.key = KeyWriter.kind(SETTINGS).text(stage).toBytes();
    byte[] known = store.get(key);
    this.settings =
        known == null
            ? DefaultSettings.settings()
            : Records.decoded(known, Settings::fromByteBuffer);
    this.rules = new EnvironmentRules(settings);
  }

  /**
   * Takes settings, null for the defaults.
   *
   * @param parts of the settings that matter to the stage
   * @return whether one of these is another than before
   */
  public boolean put(@Nullable Settings said, List<Function<Settings, Object>> parts) {
    Settings before = settings;
    settings = said == null ? DefaultSettings.settings() : said;
    rules = new EnvironmentRules(settings);
    environments.clear();
    types.clear();
    store.put(key, Records.encoded(settings::toByteBuffer));
    return parts.stream().anyMatch(part -> !part.apply(before).equals(part.apply(settings)));
  }

  /** The settings that hold. */
  public Settings settings() {
    return settings;
  }

  /** The environment that a source's name stands for. */
  public String environment(String name) {
    return cached(environments, name, rules::environment);
  }

  /** The type of an environment. */
  public String typeOf(String environment) {
    return cached(types, environment, rules::typeOf);
  }

  /** Whether figures speak of the environment when nobody says otherwise. */
  public boolean isProduction(String environment) {
    return typeOf(environment).equals(DefaultSettings.PRODUCTION);
  }

  private static String cached(
      Map<String, String> cache, String name, Function<String, String> rule) {
    if (cache.size() > CACHED_NAMES) {
      cache.clear();
    }
    return cache.computeIfAbsent(name, rule);
  }
}
