package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Fallbacks;
import dev.plumbline.ingest.organisation.OrganisationFile.ProgrammeEntry;
import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.ingest.yaml.YamlReader;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the organisation file, and says everything that is wrong with it. */
public final class OrganisationFileReader {

  /** The only schema so far. */
  public static final String SCHEMA = "idp-impact/v1";

  private static final String[] KEYS = {
    "schema",
    "organisation",
    "privacy",
    "sources",
    "bots",
    "teams",
    "people",
    "services",
    "repositories",
    "catalog",
    "environments",
    "incidents",
    "hotfix",
    "databases",
    "programme",
    "metrics",
    "success_criteria",
    "guardrails",
    "statistics",
    "roi"
  };

  private final Problems problems = new Problems();
  private final Notes notes = new Notes();

  private OrganisationFileReader() {}

  /**
   * Reads the file alone.
   *
   * @param bytes UTF-8
   * @throws InvalidInputException with everything that is wrong, each with its line
   */
  public static OrganisationFile read(byte[] bytes) {
    return read(OrganisationBundle.of(bytes));
  }

  /**
   * Reads the file with the catalogs that go with it.
   *
   * @throws InvalidInputException with everything that is wrong, each with its line
   */
  public static OrganisationFile read(OrganisationBundle bundle) {
    try {
      return new OrganisationFileReader().file(bundle);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(Lines.sorted(e.problems()));
    }
  }

  /** The text, whose lines errors speak of. */
  static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(List.of("Expected the file to be UTF-8"));
    }
  }

  private OrganisationFile file(OrganisationBundle bundle) {
    YamlNode root = YamlReader.read(decoded(bundle.file()), problems);
    Section file = Section.of(root, "the file", problems, KEYS);
    if (file == null) {
      problems.throwIfAny();
      throw new IllegalStateException("Expected a problem to be told");
    }
    file.name("schema", Pattern.compile(Pattern.quote(SCHEMA)), SCHEMA);
    OrganisationSection organisation = OrganisationSection.read(file);
    ServiceReader services = new ServiceReader(problems);
    ProgrammeEntry programme = new ProgrammeReader(problems).read(file);
    OrganisationFile read =
        new OrganisationFile(
            organisation.id(),
            organisation.timezone(),
            file.list("teams", new TeamReader(problems)::team),
            file.list("people", new PersonReader(problems)::person),
            file.list("services", services::service),
            file.list("repositories", services::repository),
            new SettingsReader(problems, notes).read(file),
            programme,
            new Fallbacks(Map.of(), Map.of()),
            List.of());
    int smallestGroup = CollectionSections.check(file);
    new ReviewSections(problems, notes).check(file, programme);
    MoneySection.check(file);
    new CatalogReferences(problems).read(file);
    new Consistency(problems).check(read);
    return checked(new CatalogMerge(problems, notes).merge(read, bundle), smallestGroup);
  }

  /** With the catalogs, in which a team may be that the file speaks of. */
  private OrganisationFile checked(OrganisationFile whole, int smallestGroup) {
    new References(problems, notes).check(whole);
    new ProgrammeRules(problems, notes).check(whole);
    new Worries(notes, smallestGroup).note(whole);
    problems.throwIfAny();
    return withNotes(whole, notes.all());
  }

  private static OrganisationFile withNotes(OrganisationFile file, List<String> notes) {
    return new OrganisationFile(
        file.id(),
        file.timezone(),
        file.teams(),
        file.people(),
        file.services(),
        file.repositories(),
        file.settings(),
        file.programme(),
        file.fallbacks(),
        notes);
  }
}
