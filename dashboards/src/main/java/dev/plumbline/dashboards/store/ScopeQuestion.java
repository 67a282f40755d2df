package dev.plumbline.dashboards.store;

/**
 * Whose facts are asked for.
 *
 * @param kind service, team or organisation
 * @param scope its name
 * @param environment of a service its environment, else the type of environments
 */
public record ScopeQuestion(String kind, String scope, String environment) {

  /** Whether the environment is a type. */
  public boolean isByType() {
    return !kind.equals("service");
  }

  /**
   * What of a view's rows, called {@code fact}, belongs to the scope; names {@code :scope} and
   * {@code :environment}.
   *
   * @param time the column whose day decides who the owner was
   * @param hasType whether the rows have a column {@code environment_type}
   */
  String where(String time, boolean hasType) {
    String typed =
        hasType
            ? "fact.environment_type = :environment"
            : """
              (fact.service, fact.environment) in (
                select service, environment from plumbline.environments
                where environment_type = :environment
              )\
              """;
    return switch (kind) {
      case "service" -> "fact.service = :scope and fact.environment = :environment";
      case "team" -> typed + OWNED.replace("{time}", time);
      default -> typed + " and fact.service <> '' and :scope::text is not null";
    };
  }

  /** The same for rows of any environment. */
  String whereOfAnyEnvironment(String time) {
    return switch (kind) {
      case "service" -> "fact.service = :scope";
      case "team" -> "true" + OWNED.replace("{time}", time);
      default -> ":scope::text is not null";
    };
  }

  /**
   * Of several owners the one who began last, then the first by name. The services as an array,
   * which is made once and asked first: who owned it is not asked of the rows of others.
   */
  private static final String OWNED =
      """
       and fact.service = any (array(
        select service from plumbline.service_owners where team = :scope
      ))
      and (
        select owner.team
        from plumbline.service_owners owner
        where owner.service = fact.service
          and owner.team <> ''
          and (owner."from" is null or owner."from" <= (fact.{time} at time zone 'UTC')::date)
          and (owner."to" is null or owner."to" > (fact.{time} at time zone 'UTC')::date)
        order by owner."from" desc nulls last, owner.team
        limit 1
      ) = :scope\
      """;
}
