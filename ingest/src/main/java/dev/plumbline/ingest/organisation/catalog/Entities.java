package dev.plumbline.ingest.organisation.catalog;

import dev.plumbline.ingest.yaml.YamlNode;
import dev.plumbline.ingest.yaml.YamlReader;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the entities of a catalog document. Keys that are not needed may be anything. */
public final class Entities {

  private Entities() {}

  /**
   * The entities of the document: each a document of its own, or all in a list, alone or as the
   * {@code items} of an answer.
   *
   * @throws InvalidInputException with everything that is wrong, after the name of the document
   */
  public static List<Entity> read(CatalogDocument document) {
    Problems problems = new Problems();
    List<Entity> entities = new ArrayList<>();
    try {
      YamlReader.readAll(document.text(), problems)
          .forEach(root -> add(root, document.name(), entities, problems));
      problems.throwIfAny();
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          e.problems().stream().map(problem -> document.name() + " " + problem).toList());
    }
    return entities;
  }

  private static void add(
      YamlNode node, String document, List<Entity> entities, Problems problems) {
    if (node instanceof YamlNode.Sequence list) {
      list.items().forEach(item -> add(item, document, entities, problems));
    } else if (node.at("items") instanceof YamlNode.Sequence items) {
      add(items, document, entities, problems);
    } else if (!(node instanceof YamlNode.Nothing)) {
      String kind = node.at("kind").text();
      String name = node.at("metadata").at("name").text();
      problems.require(
          !kind.isEmpty() && !name.isEmpty(),
          "line %d: expected an entity with kind and metadata.name, got %s"
              .formatted(node.line(), node.description()));
      entities.add(new Entity(document, node.line(), kind.toLowerCase(Locale.ROOT), name, node));
    }
  }
}
