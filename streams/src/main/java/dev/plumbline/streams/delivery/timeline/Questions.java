package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.delivery.ResolvedIncident;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which commits the graph has to be asked for: those that incidents name as their cause. */
final class Questions {

  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private Questions() {}

  /** The commits, in every repository that deployments of a concerned environment come from. */
  static Set<DeployedCommit> of(ServiceHistory history, JudgementRules rules) {
    Set<DeployedCommit> asked = new HashSet<>();
    for (ResolvedIncident incident : history.incidents()) {
      if (!incident.getCommits().isEmpty()) {
        addAll(incident, repositories(history), rules, asked);
      }
    }
    return asked;
  }

  private static void addAll(
      ResolvedIncident incident,
      Map<String, Set<String>> repositoriesByEnvironment,
      JudgementRules rules,
      Set<DeployedCommit> asked) {
    String named = incident.getEnvironment();
    repositoriesByEnvironment.forEach(
        (environment, repositories) -> {
          if (named == null ? rules.isProduction(environment) : named.equals(environment)) {
            for (String repository : repositories) {
              incident.getCommits().stream()
                  .filter(sha -> OBJECT_ID.matcher(sha).matches())
                  .forEach(sha -> asked.add(new DeployedCommit(environment, repository, sha)));
            }
          }
        });
  }

  private static Map<String, Set<String>> repositories(ServiceHistory history) {
    return history.deployments().entrySet().stream()
        .filter(deployment -> deployment.getValue().repository() != null)
        .collect(
            Collectors.groupingBy(
                deployment -> deployment.getKey().environment(),
                Collectors.mapping(
                    deployment -> String.valueOf(deployment.getValue().repository()),
                    Collectors.toCollection(TreeSet::new))));
  }
}
