package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a running instance take over an organisation file, and waits until the numbers follow. */
@Command(
    name = "organisation",
    description = {
      "Has a running instance take over who owns what: teams, services, queues and other names of"
          + " repositories, from a file.",
      "",
      "Done again, it sends only what changed. What the file has no longer is taken back, but"
          + " nothing that another collection found.",
      "",
      "A file:",
      "",
      "  schema: idp-impact/v1",
      "  organisation: {id: acme, timezone: Europe/Berlin}",
      "  teams:",
      "    - {id: shop, platform_adopted: 2025-12-15, owns: {services: [checkout]}}",
      "    - {id: infra, kind: ops, queues: [OPS, \"github:acme/infra\"]}",
      "  services:",
      "    - {id: checkout, repository: acme/shop, environments: [production, staging]}",
      "  repositories:",
      "    - {id: acme/shop, aliases: [\"github:acme/webshop\"]}",
      "",
      "A queue without a source is a project of Jira. Who owns a repository (owns: {repos: [..]})"
          + " owns the services built from it, unless they are owned by name. What is owned for"
          + " some time is written {service: checkout, from: 2025-01-01, to: 2025-07-01}; \"to\" is"
          + " the first day after it."
    },
    footer = {
      "  plumbline collect organisation organisation.yaml",
      "  plumbline collect organisation acme.yaml --port 9000"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class CollectOrganisationCommand implements Callable<Integer> {

  private static final String YAML = "application/yaml";

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;

  @Parameters(paramLabel = "FILE", description = "The organisation file.")
  private Path file;

  @Option(names = "--no-wait", description = "Do not wait until the numbers are computed.")
  private boolean noWait;

  @Override
  public Integer call() {
    JsonNode result =
        CollectionAnswer.read(
            instance.post(instance.ingest("/collections/organisation"), YAML, content()),
            spec.commandLine().getErr());
    if (!noWait) {
      new Settlement(instance, spec.commandLine().getErr()).await();
    }
    print(result);
    return 0;
  }

  /** The instance need not see the file; errors name its lines all the same. */
  private byte[] content() {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.notPossible(
          "There is no file " + file.toAbsolutePath().normalize() + ".");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw CommandFailure.notPossible("Expected to read " + file + ": " + e.getMessage());
    }
  }

  private void print(JsonNode result) {
    result
        .path("notes")
        .forEach(note -> spec.commandLine().getErr().println("Note: " + note.asText()));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Collected the organisation %s:%n", result.path("organisation").asText());
    for (String kind : new String[] {"teams", "services", "queues", "repositories"}) {
      JsonNode counts = result.path(kind);
      out.printf(
          "  %-12s  %,d (%,d new or changed, %,d removed)%n",
          kind,
          counts.path("total").asLong(),
          counts.path("sent").asLong(),
          counts.path("removed").asLong());
    }
    out.printf("Next: ./plumbline export metrics dora --grain month%s%n", instance.option());
    out.flush();
  }
}
