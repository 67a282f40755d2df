package dev.plumbline.standalone.command;

import dev.plumbline.ingest.organisation.OrganisationBundle;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Backstage's catalog is, beside what the organisation file says of it. */
final class CatalogOptions {

  @Option(
      names = "--catalog",
      paramLabel = "FILES",
      description =
          "File of Backstage's catalog, or several with * (quoted); may be given several times.")
  private List<String> catalogs = new ArrayList<>();

  @Option(
      names = "--catalog-url",
      paramLabel = "URL",
      description = "Address of Backstage's backend, to ask its catalog there.")
  private @Nullable URI url;

  @Option(
      names = "--catalog-token-file",
      paramLabel = "FILE",
      description = "File with the token for --catalog-url.")
  private @Nullable Path tokenFile;

  /** The organisation file with all that goes with it. */
  OrganisationBundle bundle(Path file) {
    OrganisationBundle bundle = ConfigFile.bundle(file, catalogs);
    return url == null ? bundle : bundle.with(new BackstageCatalog(url, tokenFile).read());
  }
}
