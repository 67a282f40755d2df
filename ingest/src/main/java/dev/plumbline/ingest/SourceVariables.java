package dev.plumbline.ingest;

import dev.plumbline.configuration.Variables;
import dev.plumbline.ingest.signature.Secret;
import dev.plumbline.ingest.source.Secrets;
import dev.plumbline.ingest.source.ServiceScope;
import dev.plumbline.ingest.source.SourceConfig;
import dev.plumbline.ingest.source.SourceKind;
import dev.plumbline.ingest.source.SourcesConfig;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sources as variables tell them: {@code SOURCES=github:github,ghes:github} names each with its
 * kind. Secrets stand in {@code SECRETS_GHES}, or in the file {@code ghes} of the folder {@code
 * SECRETS}; {@code SERVICES_TEAM_A} are the services that the token of {@code team-a} may write.
 * Without {@code SOURCES} there is one source of each kind.
 */
final class SourceVariables {

  static final String PREFIX = "PLUMBLINE_INGEST_";
  private static final String SECRETS = "SECRETS";
  private static final String SERVICES = "SERVICES";

  private final Path folder;
  private final boolean areSecretsMade;
  private final List<SourceConfig> sources = new ArrayList<>();
  private final Problems problems = new Problems();

  private SourceVariables(Path folder, boolean areSecretsMade) {
    this.folder = folder;
    this.areSecretsMade = areSecretsMade;
  }

  static SourceVariables read(Variables variables, Path data) {
    String text = variables.text("SOURCES");
    String folder = variables.text(SECRETS);
    SourcesConfig byDefault = SourcesConfig.byDefault(data);
    SourceVariables read =
        new SourceVariables(
            folder.isEmpty() ? byDefault.folder() : Path.of(folder), text.isEmpty());
    if (text.isEmpty()) {
      byDefault.sources().forEach(source -> read.add(variables, source.id(), source.kind()));
    } else {
      read.addAll(variables, text);
    }
    return read;
  }

  private void addAll(Variables variables, String text) {
    Set<String> ids = new HashSet<>();
    for (String part : text.split(",", -1)) {
      String[] pair = part.strip().split(":", -1);
      boolean isPair = pair.length == 2 && SourceConfig.isId(pair[0]);
      problems.require(
          isPair,
          "sources: expected id:kind, separated by commas, an id being 1 to 64 of a-z, 0-9 and -");
      if (isPair) {
        problems.require(ids.add(pair[0]), "sources: expected every id once");
        SourceKind.of(pair[1])
            .ifPresentOrElse(
                kind -> add(variables, pair[0], kind),
                () -> problems.add("sources: expected a kind of " + SourceKind.ids()));
      }
    }
  }

  private void add(Variables variables, String id, SourceKind kind) {
    String variable = id.toUpperCase(Locale.ROOT).replace('-', '_');
    String name = SECRETS + "_" + variable;
    String text = variables.text(name);
    try {
      List<Secret> secrets =
          text.isEmpty() ? List.of() : Secrets.parse(PREFIX + name, text.replace(',', '\n'));
      ServiceScope services =
          kind.isSigned() || areSecretsMade
              ? ServiceScope.ALL
              : services(variables, SERVICES + "_" + variable);
      sources.add(new SourceConfig(id, kind, secrets, services));
    } catch (InvalidInputException e) {
      e.problems().forEach(problems::add);
    }
  }

  /** Nobody gets every service by forgetting to say which. */
  private static ServiceScope services(Variables variables, String name) {
    return ServiceScope.parse(variables.text(name))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    List.of(
                        PREFIX
                            + name
                            + ": expected the services that its token may write, separated by"
                            + " commas, or * alone for all")));
  }

  /**
   * All sources.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  SourcesConfig config() {
    problems.throwIfAny();
    return new SourcesConfig(folder, sources, areSecretsMade);
  }
}
