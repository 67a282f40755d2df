package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.CatalogReferences.References;
import dev.plumbline.ingest.organisation.OrganisationFile.Fallbacks;
import dev.plumbline.ingest.organisation.catalog.CatalogDocument;
import dev.plumbline.ingest.organisation.catalog.Codeowners;
import dev.plumbline.ingest.organisation.catalog.CodeownersDocument;
import dev.plumbline.ingest.organisation.catalog.Entities;
import dev.plumbline.ingest.organisation.catalog.Entity;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds to the file what catalogs know beside it. What the file says wins. */
final class CatalogMerge {

  private final Problems problems;
  private final Notes notes;

  CatalogMerge(Problems problems, Notes notes) {
    this.problems = problems;
    this.notes = notes;
  }

  OrganisationFile merge(OrganisationFile file, OrganisationBundle bundle) {
    bundle.problems().forEach(problems::add);
    noteMissing(bundle);
    List<Entity> entities = entities(bundle.catalogs());
    OrganisationFile whole =
        entities.isEmpty() ? file : new BackstageEntries(notes, file, entities).added();
    return new OrganisationFile(
        whole.id(),
        whole.timezone(),
        whole.teams(),
        whole.people(),
        whole.services(),
        whole.repositories(),
        whole.settings(),
        whole.programme(),
        new Fallbacks(whole.fallbacks().services(), codeowners(bundle.codeowners())),
        List.of());
  }

  /** A file that was sent without the others says what is missing. */
  private void noteMissing(OrganisationBundle bundle) {
    References references = CatalogReferences.of(bundle.file());
    if (bundle.catalogs().isEmpty() && !references.backstage().isEmpty()) {
      notes.add(references.backstage().get(0).line(), "the catalog's files did not come with it");
    }
    if (bundle.codeowners().isEmpty() && !references.codeowners().isEmpty()) {
      notes.add(references.codeowners().get(0).line(), "no CODEOWNERS file came with it");
    }
  }

  private List<Entity> entities(List<CatalogDocument> documents) {
    List<Entity> entities = new ArrayList<>();
    for (CatalogDocument document : documents) {
      try {
        entities.addAll(Entities.read(document));
      } catch (InvalidInputException e) {
        e.problems().forEach(problems::add);
      }
    }
    return entities;
  }

  private Map<String, Codeowners> codeowners(List<CodeownersDocument> documents) {
    Map<String, Codeowners> codeowners = new LinkedHashMap<>();
    for (CodeownersDocument document : documents) {
      if (codeowners.putIfAbsent(document.repository(), Codeowners.of(document.text())) != null) {
        notes.add(
            "%s: ignored, another CODEOWNERS file of %s came first"
                .formatted(document.name(), document.repository()));
      }
    }
    return codeowners;
  }
}
