package dev.plumbline.dashboards.http;

import dev.plumbline.dashboards.store.DeliveryStore;
import dev.plumbline.dashboards.store.ExplainStore;
import dev.plumbline.dashboards.store.Period;
import dev.plumbline.dashboards.store.ScopeQuestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one scope that a request speaks of, and what it speaks of when it says less. */
final class RequestedScope {

  /** What figures can be of. */
  enum Kind {
    SERVICE,
    TEAM,
    ORGANISATION;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a request says.
   *
   * @param scope null for the only organisation
   * @param environment null for production
   */
  record Given(Kind kind, @Nullable String scope, @Nullable String environment) {

    static Given of(Parameters parameters) {
      Given given =
          new Given(
              parameters.choice("scope_kind", Kind.class, Kind.SERVICE),
              parameters.name("scope"),
              parameters.name("environment"));
      parameters.expect(
          given.scope != null || given.kind == Kind.ORGANISATION,
          "parameter scope: expected the name of a " + given.kind.id());
      return given;
    }
  }

  /** It is not known whose figures are asked for; the message says what there is. */
  static final class UnknownScopeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    UnknownScopeException(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  private final DeliveryStore store;
  private final ExplainStore explain;
  private final KnownNames names;

  RequestedScope(DeliveryStore store, ExplainStore explain) {
    this.store = store;
    this.explain = explain;
    this.names = new KnownNames(store);
  }

  /** The period of a request. */
  static Optional<Period> period(Parameters parameters) {
    String text = parameters.name("period");
    Optional<Period> period = text == null ? Optional.empty() : Period.parse(text);
    parameters.expect(
        period.isPresent(),
        "parameter period: expected a month as 2025-03, a week as 2025-W10 or a day as 2025-03-07,"
            + " got "
            + (text == null ? "none" : "\"" + text + "\""));
    return period;
  }

  /** The scope that is meant. */
  ScopeQuestion find(Given given) throws UnknownScopeException {
    String scope = given.scope() == null ? onlyOrganisation() : given.scope();
    String environment = given.environment();
    if (environment == null) {
      check(names.unknown(given.kind().id(), List.of(scope), List.of()));
      environment = given.kind() == Kind.SERVICE ? productionOf(scope) : "production";
    } else {
      check(names.unknown(given.kind().id(), List.of(scope), List.of(environment)));
    }
    return new ScopeQuestion(given.kind().id(), scope, environment);
  }

  private static void check(@Nullable String unknown) throws UnknownScopeException {
    if (unknown != null) {
      throw new UnknownScopeException(unknown);
    }
  }

  private String onlyOrganisation() throws UnknownScopeException {
    List<String> organisations = store.scopes(Kind.ORGANISATION.id());
    if (organisations.size() != 1) {
      throw new UnknownScopeException(
          organisations.isEmpty()
              ? "there are no figures of an organisation yet"
              : "expected parameter scope as one of " + String.join(", ", organisations));
    }
    return organisations.get(0);
  }

  private String productionOf(String service) throws UnknownScopeException {
    List<String> production = explain.productionOf(service);
    if (production.size() > 1) {
      throw new UnknownScopeException(
          "expected parameter environment, for \"%s\" has several of type production: %s"
              .formatted(service, String.join(", ", production)));
    }
    return production.isEmpty() ? "production" : production.get(0);
  }
}
