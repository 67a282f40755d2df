package dev.plumbline.standalone.command;

import dev.plumbline.ingest.organisation.OrganisationBundle;
import dev.plumbline.ingest.organisation.OrganisationFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first organisation file. */
@Command(
    name = "init",
    description = {
      "Writes a commented organisation file that is valid as it is; never over one that is there.",
      "",
      "Without a source it has examples. From a GitHub organisation it has the teams, their members"
          + " and what they may change most; from Backstage services, teams and people."
    },
    footer = {
      "  plumbline config init",
      "  plumbline config init --from-github-organisation acme --token-file github.token",
      "  plumbline config init acme.yaml --from-backstage 'catalog/**/*.yaml'",
      "  plumbline config init --catalog-url https://backstage.acme.example --token-file"
          + " backstage.token"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ConfigInitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = ConfigFile.NAME,
      description = "The file to write. Default: ${DEFAULT-VALUE}.")
  private Path file;

  @Option(
      names = "--from-backstage",
      paramLabel = "FILES",
      description =
          "File of Backstage's catalog, or several with * (quoted); may be given several times.")
  private List<String> backstage = new ArrayList<>();

  @Option(
      names = "--catalog-url",
      paramLabel = "URL",
      description = "Address of Backstage's backend, to ask its catalog there.")
  private @Nullable URI catalogUrl;

  @Option(
      names = "--from-github-organisation",
      paramLabel = "NAME",
      description = "Organisation at GitHub; the token needs to read it (read:org and repo).")
  private @Nullable String github;

  @Option(
      names = "--github-url",
      paramLabel = "URL",
      defaultValue = "https://api.github.com",
      description =
          "Address of GitHub's API; of an own server https://HOST/api/v3. Default:"
              + " ${DEFAULT-VALUE}.")
  private URI githubUrl;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token for GitHub or the catalog.")
  private @Nullable Path tokenFile;

  @Override
  public Integer call() {
    if (Files.exists(file)) {
      throw CommandFailure.notPossible(
          "There is a file %s already; name another, or move it away."
              .formatted(file.toAbsolutePath().normalize()));
    }
    boolean isBackstage = !backstage.isEmpty() || catalogUrl != null;
    if (isBackstage && github != null) {
      throw CommandFailure.notPossible(
          "Expected either --from-github-organisation or Backstage, got both.");
    }
    PrintWriter out = spec.commandLine().getOut();
    String text =
        github != null
            ? ConfigText.of(new GithubOrganisation(githubUrl, tokenFile, github).read(), schema())
            : isBackstage ? ConfigText.of(backstage(out), schema()) : ConfigText.example(schema());
    requireValid(text);
    write(text);
    out.printf("Wrote %s.%nNext: edit it, then ./plumbline config check %s%n", file, file);
    out.flush();
    return 0;
  }

  /** The same reading as when a file has the catalog beside it. */
  private ConfigDraft backstage(PrintWriter out) {
    try {
      Path empty = Files.createTempFile("plumbline", ".yaml");
      try {
        Files.writeString(empty, ConfigText.EMPTY);
        OrganisationBundle bundle = ConfigFile.bundle(empty, backstage);
        return draft(
            catalogUrl == null
                ? bundle
                : bundle.with(new BackstageCatalog(catalogUrl, tokenFile).read()),
            out);
      } finally {
        Files.delete(empty);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("Expected a folder for temporary files: " + e.getMessage());
    }
  }

  private static ConfigDraft draft(OrganisationBundle bundle, PrintWriter out) {
    ConfigFile read = ConfigFile.of(bundle);
    OrganisationFile whole = read.file();
    if (whole == null) {
      throw CommandFailure.failed(
          String.join(
              System.lineSeparator(),
              read.errors().stream().map(ConfigFile.Sentence::message).toList()));
    }
    read.notes().forEach(note -> out.println("Note: " + note.message()));
    return ConfigDraft.of(whole);
  }

  /** Names from elsewhere may be none here; better no file than one that is wrong. */
  private static void requireValid(String text) {
    ConfigFile read = ConfigFile.of(OrganisationBundle.of(text.getBytes(StandardCharsets.UTF_8)));
    if (!read.errors().isEmpty()) {
      List<String> errors = read.errors().stream().map(error -> error.in(Path.of("it"))).toList();
      throw CommandFailure.failed(
          "Expected names that the file can hold; nothing was written:%n%s"
              .formatted(String.join(System.lineSeparator(), errors)));
    }
  }

  private void write(String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw CommandFailure.notPossible("There is a file " + file + " already.");
    } catch (IOException e) {
      throw CommandFailure.failed("Expected to write " + file + ", got " + e + ".");
    }
  }

  /** Relative where it can be, so that the file can be kept with the checkout. */
  private String schema() {
    Path schema =
        UpCommand.home().toAbsolutePath().resolve("docs").resolve("plumbline.schema.json");
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder != null && schema.normalize().startsWith(folder)
        ? folder.relativize(schema.normalize()).toString()
        : schema.normalize().toString();
  }
}
