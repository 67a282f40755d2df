package dev.plumbline.ingest.organisation.catalog;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the source of a component stands.
 *
 * @param repository as owner/name
 * @param path directory within, empty for the whole of it
 */
public record SourceLocation(String repository, String path) {

  private static final String URL = "url:";

  /** GitHub, Bitbucket and Gitea have no "-"; one segment is the branch. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "/(?<repository>[^/]+/[^/]+?)(\\.git)?"
              + "(/(?<kind>tree|blob|src)/[^/]+(/(?<path>.*?))?)?/?");

  private static final Pattern GITLAB =
      Pattern.compile(
          "/(?<repository>[^/]+(/[^/]+)+?)/-/(?<kind>tree|blob)/[^/]+(/(?<path>.*?))?/?");

  /** The best that the component says. */
  public static Optional<SourceLocation> of(Entity component) {
    Optional<SourceLocation> source =
        ofAddress(component.annotation("backstage.io/source-location"));
    for (String slug : List.of("github.com/project-slug", "gitlab.com/project-slug")) {
      source = source.or(() -> ofSlug(component.annotation(slug)));
    }
    return source.or(() -> ofAddress(component.annotation("backstage.io/managed-by-location")));
  }

  private static Optional<SourceLocation> ofSlug(String slug) {
    return slug.matches("[^/\\s]+(/[^/\\s]+)+")
        ? Optional.of(new SourceLocation(slug, ""))
        : Optional.empty();
  }

  static Optional<SourceLocation> ofAddress(String location) {
    if (!location.startsWith(URL)) {
      return Optional.empty();
    }
    try {
      String path = URI.create(location.substring(URL.length())).getPath();
      return path == null ? Optional.empty() : match(path);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<SourceLocation> match(String path) {
    for (Pattern pattern : List.of(GITLAB, ADDRESS)) {
      Matcher matcher = pattern.matcher(path);
      if (matcher.matches()) {
        String within = matcher.group("path");
        boolean isFile = "blob".equals(matcher.group("kind"));
        return Optional.of(
            new SourceLocation(
                matcher.group("repository"), directory(within == null ? "" : within, isFile)));
      }
    }
    return Optional.empty();
  }

  private static String directory(String path, boolean isFile) {
    return isFile ? path.substring(0, Math.max(0, path.lastIndexOf('/'))) : path;
  }
}
