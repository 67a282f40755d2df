package dev.plumbline.ingest.organisation.catalog;

import dev.plumbline.ingest.yaml.YamlNode;
import java.util.List;

/**
 * An entity of Backstage's catalog.
 *
 * @param document where it stands
 * @param line the line that it begins on there
 * @param kind in lower case
 */
public record Entity(String document, int line, String kind, String name, YamlNode node) {

  /** Where it stands, to begin a sentence with. */
  public String place() {
    return "%s line %d".formatted(document, line);
  }

  /** A text of the specification; empty if there is none. */
  public String spec(String key) {
    return node.at("spec").at(key).text();
  }

  /** The texts of a list of the specification. */
  public List<String> specs(String key) {
    return node.at("spec").at(key).items().stream()
        .map(YamlNode::text)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** A text of the profile in the specification; empty if there is none. */
  public String profile(String key) {
    return node.at("spec").at("profile").at(key).text();
  }

  /** An annotation; empty if there is none. */
  public String annotation(String key) {
    return node.at("metadata").at("annotations").at(key).text();
  }
}
