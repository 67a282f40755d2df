package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ingest.organisation.BundleJson;
import dev.plumbline.ingest.organisation.OrganisationBundle;
import java.io.InputStream;
import java.io.PrintWriter;
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
          + " the first day after it.",
      "",
      "Backstage's catalog and CODEOWNERS files go with it when the file names them under"
          + " \"catalog\" or the options below do; docs/configuration.md explains every key."
    },
    footer = {
      "  plumbline collect organisation organisation.yaml",
      "  plumbline collect organisation acme.yaml --port 9000",
      "  plumbline collect organisation plumbline.yaml --catalog 'catalog/**/*.yaml'",
      "  plumbline collect organisation plumbline.yaml --catalog-url https://backstage.acme.example"
          + " --catalog-token-file backstage.token"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class CollectOrganisationCommand implements Callable<Integer> {

  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";

  @Spec private CommandSpec spec;
  @Mixin private Instance instance;
  @Mixin private CatalogOptions catalogs;

  @Parameters(paramLabel = "FILE", description = "The organisation file.")
  private Path file;

  @Option(names = "--no-wait", description = "Do not wait until the numbers are computed.")
  private boolean noWait;

  @Override
  public Integer call() {
    JsonNode result = CollectionAnswer.read(answer(), spec.commandLine().getErr());
    if (!noWait) {
      new Settlement(instance, spec.commandLine().getErr()).await();
    }
    print(result);
    return 0;
  }

  /** The instance need not see the files; errors name their lines all the same. */
  private InputStream answer() {
    OrganisationBundle bundle = catalogs.bundle(file);
    if (!bundle.problems().isEmpty()) {
      throw CommandFailure.failed(String.join(System.lineSeparator(), bundle.problems()));
    }
    return bundle.hasCatalogs()
        ? instance.post(
            instance.ingest("/collections/organisation-bundle"), JSON, BundleJson.write(bundle))
        : instance.post(instance.ingest("/collections/organisation"), YAML, bundle.file());
  }

  private void print(JsonNode result) {
    result
        .path("notes")
        .forEach(note -> spec.commandLine().getErr().println("Note: " + note.asText()));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Collected the organisation %s:%n", result.path("organisation").asText());
    for (String kind : new String[] {"teams", "people", "services", "queues", "repositories"}) {
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
