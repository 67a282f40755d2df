package dev.plumbline.standalone.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of which service to export. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ServiceOptions {

  @Option(
      names = "--service",
      required = true,
      paramLabel = "NAME",
      description = "The service to export.")
  private String service;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "This environment only. Default: the API's, production.")
  private @Nullable String environment;

  Map<String, @Nullable Object> filters() {
    Map<String, @Nullable Object> filters = new LinkedHashMap<>();
    filters.put("service", service);
    filters.put("environment", environment);
    return filters;
  }
}
