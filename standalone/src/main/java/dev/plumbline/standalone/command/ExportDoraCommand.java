package dev.plumbline.standalone.command;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes DORA's metrics per period. */
@Command(
    name = "dora",
    description = "Writes deployment frequency and change lead time of a service per period.",
    footer = {
      "  plumbline export metrics dora --service checkout",
      "  plumbline export metrics dora --service checkout --grain week --from 2024-01-01"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportDoraCommand implements Callable<Integer> {

  /** Lengths of a period. */
  enum Grain {
    DAY,
    WEEK,
    MONTH
  }

  @Mixin private ServiceOptions service;
  @Mixin private Export export;

  @Option(
      names = "--grain",
      defaultValue = "month",
      paramLabel = "GRAIN",
      description = "day, week or month. Default: ${DEFAULT-VALUE}.")
  private Grain grain;

  @Override
  public Integer call() {
    Map<String, @Nullable Object> filters = service.filters();
    filters.put("grain", grain.name().toLowerCase(Locale.ROOT));
    export.run("/api/v1/metrics/dora", filters);
    return 0;
  }
}
