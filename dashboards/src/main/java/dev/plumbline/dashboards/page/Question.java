package dev.plumbline.dashboards.page;

import dev.plumbline.metric.Grain;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page was asked for.
 *
 * @param kind of scope
 * @param scope its name; null for the organisation whatever it is called
 * @param environment for figures that belong to one
 * @param grain length of a period
 * @param from first day, null for the beginning of the data
 * @param to day after the last, null for {@code asOf}
 * @param asOf the day up to which a period has ended or has not
 * @param today the day on which it is asked
 * @param given parameters as they were given, for links that ask the same of another scope
 */
public record Question(
    ScopeKind kind,
    @Nullable String scope,
    String environment,
    Grain grain,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    LocalDate asOf,
    LocalDate today,
    Map<String, String> given) {

  /** The same question about a scope by name. */
  Question about(String name) {
    return new Question(kind, name, environment, grain, from, to, asOf, today, given);
  }

  /** Classes of evidence that are left out of the change fail rate. */
  Set<String> leftOut() {
    return Evidence.leftOut(given);
  }

  /** The day up to which, exclusive, something can be known: today's events are. */
  LocalDate knownUntil() {
    return asOf.equals(today) ? asOf.plusDays(1) : asOf;
  }
}
