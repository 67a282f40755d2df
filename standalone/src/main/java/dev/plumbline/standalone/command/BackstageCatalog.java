package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ingest.organisation.catalog.CatalogDocument;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Backstage's catalog behind its API, page by page. */
final class BackstageCatalog {

  private static final int PAGE = 500;
  private static final int MOST_PAGES = 400;

  // Only what is needed: entities of kind API hold whole definitions.
  private static final String FIELDS =
      "fields="
          + encoded(
              "kind,metadata.name,metadata.annotations,spec.type,spec.owner,spec.system,"
                  + "spec.parent,spec.members,spec.memberOf,spec.profile");

  private static final String KINDS =
      "filter=kind%3Dcomponent&filter=kind%3Dgroup&filter=kind%3Duser&filter=kind%3Dsystem";

  private final RemoteApi api;
  private final URI url;

  BackstageCatalog(URI url, @Nullable Path tokenFile) {
    this.url = url;
    this.api = new RemoteApi(url, tokenFile, Map.of());
  }

  /** All of it, a document for each page. */
  List<CatalogDocument> read() {
    List<CatalogDocument> pages = new ArrayList<>();
    String next = KINDS;
    while (next != null) {
      if (pages.size() == MOST_PAGES) {
        throw CommandFailure.failed(
            "Expected at most %d pages from %s, got more.".formatted(MOST_PAGES, url));
      }
      JsonNode page =
          api.get("/api/catalog/entities/by-query?limit=%d&%s&%s".formatted(PAGE, FIELDS, next));
      if (!page.path("items").isArray()) {
        throw CommandFailure.failed("Expected entities under \"items\" from " + url + ".");
      }
      pages.add(
          new CatalogDocument(
              "%s page %d".formatted(url, pages.size() + 1), page.path("items").toString()));
      String cursor = page.path("pageInfo").path("nextCursor").asText("");
      next = cursor.isEmpty() ? null : "cursor=" + encoded(cursor);
    }
    return pages;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
