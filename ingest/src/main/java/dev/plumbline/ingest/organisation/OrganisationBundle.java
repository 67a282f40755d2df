package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.catalog.CatalogDocument;
import dev.plumbline.ingest.organisation.catalog.CodeownersDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The organisation file with the catalogs that go with it, all as they were read.
 *
 * @param file UTF-8
 * @param problems what could not be read
 */
public record OrganisationBundle(
    byte[] file,
    List<CatalogDocument> catalogs,
    List<CodeownersDocument> codeowners,
    List<String> problems) {

  /** The file alone. */
  public static OrganisationBundle of(byte[] file) {
    return new OrganisationBundle(file, List.of(), List.of(), List.of());
  }

  /** Whether anything goes with the file. */
  public boolean hasCatalogs() {
    return !catalogs.isEmpty() || !codeowners.isEmpty();
  }

  /** The same with more of Backstage's catalog. */
  public OrganisationBundle with(List<CatalogDocument> more) {
    List<CatalogDocument> all = new ArrayList<>(catalogs);
    all.addAll(more);
    return new OrganisationBundle(file, List.copyOf(all), codeowners, problems);
  }

  /** The same for the same content, and another for any other. */
  String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(BundleJson.write(this));
      digest.update(String.join("\n", problems).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
