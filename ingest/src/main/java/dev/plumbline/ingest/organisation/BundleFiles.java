package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.CatalogReferences.Reference;
import dev.plumbline.ingest.organisation.CatalogReferences.References;
import dev.plumbline.ingest.organisation.catalog.CatalogDocument;
import dev.plumbline.ingest.organisation.catalog.CodeownersDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the organisation file from a disk with the files that it refers to, whose names are
 * relative to its folder. Addresses are never followed.
 */
public final class BundleFiles {

  private static final int DEEPEST = 12;
  private static final int MOST_FILES = 20_000;
  private static final Set<String> PLACES = Set.of(".github", ".gitlab", "docs");

  private final Path folder;
  private final List<String> problems = new ArrayList<>();

  private BundleFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the file and what it refers to.
   *
   * @param moreCatalogs further files of Backstage's catalog, or patterns of them, from the current
   *     folder
   * @throws IOException if the file itself cannot be read
   */
  public static OrganisationBundle read(Path file, List<String> moreCatalogs) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return new BundleFiles(parent == null ? absolute : parent).bundle(bytes, moreCatalogs);
  }

  private OrganisationBundle bundle(byte[] bytes, List<String> moreCatalogs) {
    References references = CatalogReferences.of(bytes);
    List<CatalogDocument> catalogs = new ArrayList<>();
    for (Reference reference : references.backstage()) {
      add(reference, folder, catalogs);
    }
    for (String files : moreCatalogs) {
      add(new Reference(0, "", files), Path.of("").toAbsolutePath(), catalogs);
    }
    List<CodeownersDocument> codeowners = new ArrayList<>();
    for (Reference reference : references.codeowners()) {
      addCodeowners(reference, codeowners);
    }
    return new OrganisationBundle(bytes, catalogs, codeowners, List.copyOf(problems));
  }

  private void add(Reference reference, Path base, List<CatalogDocument> catalogs) {
    for (Path file : files(reference, base)) {
      text(reference, file)
          .ifPresent(text -> catalogs.add(new CatalogDocument(shown(base, file), text)));
    }
  }

  private void addCodeowners(Reference reference, List<CodeownersDocument> codeowners) {
    for (Path file : files(reference, folder)) {
      String repository =
          reference.repository().isEmpty() ? repositoryOf(file) : reference.repository();
      if (repository.isEmpty()) {
        wrong(reference, "expected %s in folders owner/name".formatted(file));
      }
      text(reference, file)
          .ifPresent(
              text ->
                  codeowners.add(new CodeownersDocument(repository, shown(folder, file), text)));
    }
  }

  /** The file stands in the repository's folder, or in one of three below it. */
  private static String repositoryOf(Path file) {
    Path place = file.getParent();
    if (place != null && place.getFileName() != null && isPlace(place)) {
      place = place.getParent();
    }
    int names = place == null ? 0 : place.getNameCount();
    return place == null || names < 2
        ? ""
        : place.getName(names - 2) + "/" + place.getName(names - 1);
  }

  private static boolean isPlace(Path folder) {
    return PLACES.contains(String.valueOf(folder.getFileName()));
  }

  private static String shown(Path base, Path file) {
    return file.startsWith(base) ? base.relativize(file).toString() : file.toString();
  }

  private Optional<String> text(Reference reference, Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      wrong(reference, "expected to read %s, got %s".formatted(file, e));
      return Optional.empty();
    }
  }

  private List<Path> files(Reference reference, Path base) {
    boolean isPattern = reference.files().matches(".*[*?\\[{].*");
    Path whole = base.resolve(reference.files()).normalize();
    if (!isPattern) {
      if (!Files.isRegularFile(whole)) {
        wrong(reference, "there is no file %s".formatted(whole));
        return List.of();
      }
      return List.of(whole);
    }
    return matching(reference, whole);
  }

  private List<Path> matching(Reference reference, Path pattern) {
    Path start = pattern;
    while (start.toString().matches(".*[*?\\[{].*") && start.getParent() != null) {
      start = start.getParent();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    try (Stream<Path> files = Files.walk(start, DEEPEST)) {
      List<Path> found =
          files
              .filter(file -> matcher.matches(file) && Files.isRegularFile(file))
              .sorted()
              .limit(MOST_FILES)
              .toList();
      if (found.isEmpty()) {
        wrong(reference, "no file matches %s".formatted(pattern));
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      wrong(reference, "expected to find files of %s, got %s".formatted(pattern, e.getMessage()));
      return List.of();
    }
  }

  private void wrong(Reference reference, String sentence) {
    problems.add(
        reference.line() == 0
            ? "The catalog: " + sentence
            : "line %d: %s".formatted(reference.line(), sentence));
  }
}
