package dev.plumbline.standalone.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what queues, teams and the organisation receive per month. */
@Command(
    name = "ops-demand",
    description = "Writes the tickets that queues, teams and the organisation receive per month.",
    footer = {
      "  plumbline export metrics ops-demand",
      "  plumbline export metrics ops-demand --scope-kind queue --scope jira:OPS --from 2024-01-01"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportOpsDemandCommand implements Callable<Integer> {

  /** Whose demand. */
  enum ScopeKind {
    QUEUE,
    TEAM,
    ORGANISATION
  }

  @Mixin private Export export;

  @Option(
      names = "--scope-kind",
      paramLabel = "KIND",
      description = "queue, team or organisation. Default: all.")
  private @Nullable ScopeKind scopeKind;

  @Option(
      names = "--scope",
      paramLabel = "NAME",
      description = "This one only: a queue as jira:OPS, or a team.")
  private @Nullable String scope;

  @Override
  public Integer call() {
    Map<String, @Nullable Object> filters = new LinkedHashMap<>();
    filters.put("scope_kind", scopeKind == null ? null : scopeKind.name().toLowerCase(Locale.ROOT));
    filters.put("scope", scope);
    export.run("/api/v1/metrics/ops-demand", filters);
    return 0;
  }
}
