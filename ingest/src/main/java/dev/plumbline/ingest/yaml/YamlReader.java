package dev.plumbline.ingest.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.plumbline.validation.InvalidInputException;
import dev.plumbline.validation.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads YAML into nodes that know their line, which a tree of Jackson's does not. Anchors and
 * aliases are refused: nine of them can stand for a billion values.
 */
public final class YamlReader {

  private static final int LONGEST = 16 * 1024 * 1024;
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder().loaderOptions(loaderOptions()).build();
  private static final int DEEPEST = 20;

  private final YAMLParser parser;
  private final Problems problems;

  private YamlReader(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * The document's root.
   *
   * @param problems told of keys that stand there twice, and of aliases
   * @throws InvalidInputException if it is no YAML, or more than one document
   */
  public static YamlNode read(String text, Problems problems) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlReader(parser, problems).document();
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(List.of(sentence(e)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The roots of all documents.
   *
   * @param problems told of keys that stand there twice, and of aliases
   * @throws InvalidInputException if it is no YAML
   */
  public static List<YamlNode> readAll(String text, Problems problems) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlReader(parser, problems).documents();
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(List.of(sentence(e)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sentence(JsonProcessingException problem) {
    if (problem.getCause() instanceof MarkedYAMLException cause && cause.getProblemMark() != null) {
      return "line %d: expected YAML, but %s"
          .formatted(cause.getProblemMark().getLine() + 1, cause.getProblem());
    }
    int line = problem.getLocation() == null ? 1 : problem.getLocation().getLineNr();
    return "line %d: expected YAML, but %s".formatted(line, problem.getOriginalMessage());
  }

  private static LoaderOptions loaderOptions() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    return options;
  }

  private List<YamlNode> documents() throws IOException {
    List<YamlNode> roots = new ArrayList<>();
    while (parser.nextToken() != null) {
      roots.add(node(0));
    }
    return roots;
  }

  private YamlNode document() throws IOException {
    if (parser.nextToken() == null) {
      return new YamlNode.Nothing(1);
    }
    YamlNode root = node(0);
    if (parser.nextToken() != null) {
      throw new InvalidInputException(
          List.of("line %d: expected one document, here begins another".formatted(line())));
    }
    return root;
  }

  private YamlNode node(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new InvalidInputException(
          List.of("line %d: expected at most %d levels".formatted(line(), DEEPEST)));
    }
    if (parser.isCurrentAlias()) {
      problems.add(
          "line %d: expected a value, aliases (*name) are not supported".formatted(line()));
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(depth);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(depth);
    }
    return token == JsonToken.VALUE_NULL
        ? new YamlNode.Nothing(line())
        : new YamlNode.Scalar(line(), parser.getText());
  }

  private YamlNode mapping(int depth) throws IOException {
    int line = line();
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      parser.nextToken();
      YamlNode.Entry entry = new YamlNode.Entry(keyLine, node(depth + 1));
      YamlNode.Entry earlier = entries.putIfAbsent(key, entry);
      if (earlier != null) {
        problems.add(
            "line %d: \"%s\" stands there twice, first on line %d"
                .formatted(keyLine, key, earlier.line()));
      }
    }
    return new YamlNode.Mapping(line, entries);
  }

  private YamlNode sequence(int depth) throws IOException {
    int line = line();
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new YamlNode.Sequence(line, items);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
