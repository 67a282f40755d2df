package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/threats.md and the tests name the same proofs. */
class ThreatsTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern DISPLAYED =
      Pattern.compile("@DisplayName\\(\\s*\"([A-Z][0-9]{1,2}): ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][0-9]{1,2}) \\| (.*) \\|$");
  private static final Pattern CLASS = Pattern.compile("`([A-Za-z]+Test)`");
  private static final Pattern MENTIONED = Pattern.compile("\\b([A-S][0-9]{1,2})\\b");

  @Test
  void shouldNameSameProofsInPageAndTests() throws Exception {
    String page = Files.readString(ROOT.resolve("docs").resolve("threats.md"));
    Map<String, Set<String>> listed = new TreeMap<>();
    ROW.matcher(page).results().forEach(row -> listed.put(row.group(1), all(CLASS, row.group(2))));

    assertThat(listed).isNotEmpty().isEqualTo(displayed());
    assertThat(listed.keySet()).containsAll(all(MENTIONED, page));
  }

  /** Classes that carry an id in a display name, by id. */
  private static Map<String, Set<String>> displayed() throws IOException {
    Map<String, Set<String>> displayed = new TreeMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path tests : modules.map(ThreatsTest::tests).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(tests)) {
          files
              .filter(file -> file.toString().endsWith("Test.java"))
              .forEach(
                  file ->
                      all(DISPLAYED, read(file))
                          .forEach(
                              id ->
                                  displayed
                                      .computeIfAbsent(id, any -> new TreeSet<>())
                                      .add(file.getFileName().toString().replace(".java", ""))));
        }
      }
    }
    return displayed;
  }

  private static Path tests(Path module) {
    return module.resolve("src").resolve("test").resolve("java");
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
