package dev.plumbline.ingest.organisation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.ingest.organisation.catalog.CatalogDocument;
import dev.plumbline.ingest.organisation.catalog.CodeownersDocument;
import dev.plumbline.validation.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An organisation file and its catalogs as one body of JSON. */
public final class BundleJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private record Body(
      @Nullable String file,
      @Nullable List<CatalogDocument> catalogs,
      @Nullable List<CodeownersDocument> codeowners) {}

  private BundleJson() {}

  /** The bundle as bytes to send. What could not be read must have been told before. */
  public static byte[] write(OrganisationBundle bundle) {
    try {
      return JSON.writeValueAsBytes(
          new Body(
              new String(bundle.file(), StandardCharsets.UTF_8),
              bundle.catalogs(),
              bundle.codeowners()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InvalidInputException if it is something else
   */
  public static OrganisationBundle read(byte[] bytes) {
    try {
      Body body = JSON.readValue(bytes, Body.class);
      if (body == null || body.file() == null || !isWhole(body)) {
        throw unexpected("");
      }
      return new OrganisationBundle(
          body.file().getBytes(StandardCharsets.UTF_8),
          body.catalogs() == null ? List.of() : body.catalogs(),
          body.codeowners() == null ? List.of() : body.codeowners(),
          List.of());
    } catch (JacksonException e) {
      throw unexpected(": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("ConstantConditions") // Jackson knows nothing of @NullMarked
  private static boolean isWhole(Body body) {
    return (body.catalogs() == null
            || body.catalogs().stream()
                .allMatch(one -> one != null && one.name() != null && one.text() != null))
        && (body.codeowners() == null
            || body.codeowners().stream()
                .allMatch(
                    one ->
                        one != null
                            && one.repository() != null
                            && one.name() != null
                            && one.text() != null));
  }

  private static InvalidInputException unexpected(String because) {
    return new InvalidInputException(
        List.of(
            "Expected {\"file\": YAML, \"catalogs\": [{\"name\", \"text\"}], \"codeowners\":"
                + " [{\"repository\", \"name\", \"text\"}]}"
                + because));
  }
}
