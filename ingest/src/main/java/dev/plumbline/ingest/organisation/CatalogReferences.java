package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.TEXT;

import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.ingest.yaml.YamlReader;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which files go with the organisation file. */
final class CatalogReferences {

  /**
   * A file, or several with * in its name.
   *
   * @param repository the one that a CODEOWNERS file stands in, empty if its folders tell
   */
  record Reference(int line, String repository, String files) {}

  /** All of them. */
  record References(List<Reference> backstage, List<Reference> codeowners) {

    static final References NONE = new References(List.of(), List.of());
  }

  private static final String FILES = "a file, or several with *";

  private final Problems problems;

  CatalogReferences(Problems problems) {
    this.problems = problems;
  }

  /** What the file refers to, whatever else is wrong with it. */
  static References of(byte[] bytes) {
    Problems ignored = new Problems();
    try {
      YamlNode root = YamlReader.read(OrganisationFileReader.decoded(bytes), ignored);
      Section file = Section.open(root, "the file", ignored);
      return file == null ? References.NONE : new CatalogReferences(ignored).read(file);
    } catch (InvalidInputException e) {
      // The reader of the whole file tells it.
      return References.NONE;
    }
  }

  References read(Section file) {
    Section catalog = file.section("catalog", "the catalog", "backstage", "codeowners");
    if (catalog == null) {
      return References.NONE;
    }
    return new References(
        catalog.list("backstage", item -> reference(catalog, item, "backstage")),
        catalog.list("codeowners", item -> codeowners(catalog, item)));
  }

  private static @Nullable Reference reference(Section section, YamlNode item, String key) {
    String files = section.name(item, key, TEXT, FILES);
    return files.isEmpty() ? null : new Reference(item.line(), "", files);
  }

  private @Nullable Reference codeowners(Section catalog, YamlNode item) {
    if (!(item instanceof YamlNode.Mapping)) {
      return reference(catalog, item, "codeowners");
    }
    Section one = Section.of(item, "a CODEOWNERS file", problems, "repository", "file");
    if (one == null) {
      return null;
    }
    String repository = one.name("repository", Names.REPOSITORY, Names.REPOSITORY_RULE);
    String file = one.name("file", TEXT, FILES);
    return repository.isEmpty() || file.isEmpty()
        ? null
        : new Reference(one.line(), repository, file);
  }
}
